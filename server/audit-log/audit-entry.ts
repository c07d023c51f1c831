/** What the audit log keeps of a request: ids and names that are the service's own, never words. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuditEntry } from '../../journal/rows/audit-entry.ts';
import { defined } from '../../objects/defined.ts';
import type { Bearer } from '../access/refused-bearer.ts';
import { problemCodeOf } from '../http/observed/told-problem.ts';

export function auditEntryOf(
  { tenantId, keyId }: Bearer,
  request: FastifyRequest,
  reply: FastifyReply,
  at: Date,
): AuditEntry {
  const { method, id, routeOptions, params, query } = request;
  const location = reply.getHeader('location');
  const { threadId = threadIn(location), goalId, ...others } = (params ?? {}) as Params;
  const subject = Object.values(others).at(-1) ?? subjectIn(location);
  const purges = method === 'DELETE' && (query as { readonly purge?: unknown }).purge === true;
  return {
    ...{ tenantId, keyId, at, method, status: reply.statusCode, requestId: id },
    route: routeOptions.url ?? '',
    operation: routeOptions.schema?.operationId ?? '',
    ...defined({ code: problemCodeOf(request) }),
    ...(purges ? { purges } : {}),
    // What is not there, or another tenant's, or was not looked for, is not named.
    ...(UNSEEN.includes(reply.statusCode)
      ? {}
      : defined({
          threadId: storable(threadId),
          goalId: storable(goalId),
          // Whether there is what a refused request names, nobody may have looked.
          subject: reply.statusCode < 400 ? storable(subject) : undefined,
        })),
  };
}

type Params = { readonly threadId?: string; readonly goalId?: string } & Readonly<Record<string, string>>;

const UNSEEN: readonly number[] = [400, 404];

/** Whatever else the request has made. */
const subjectIn = (location: unknown): string | undefined =>
  /^\/v1\/(?!threads\/)[\w/-]*\/([\w-]{1,100})$/.exec(String(location ?? ''))?.[1];

/** The thread that the request has made. */
const threadIn = (location: unknown): string | undefined =>
  /^\/v1\/threads\/([\w-]{1,100})/.exec(String(location ?? ''))?.[1];

/** Whoever names what cannot be has named nothing. */
const storable = (id: string | undefined): string | undefined =>
  id !== undefined && /^[\w.:-]{1,255}$/.test(id) ? id : undefined;
