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
  const { method, id, routeOptions, params } = request;
  const { threadId = threadIn(reply.getHeader('location')), goalId } = (params ?? {}) as {
    readonly threadId?: string;
    readonly goalId?: string;
  };
  return {
    ...{ tenantId, keyId, at, method, status: reply.statusCode, requestId: id },
    route: routeOptions.url ?? '',
    operation: routeOptions.schema?.operationId ?? '',
    ...defined({ code: problemCodeOf(request) }),
    // What is not there, or another tenant's, is not named.
    ...(reply.statusCode === 404 ? {} : defined({ threadId: storable(threadId), goalId: storable(goalId) })),
  };
}

/** The thread that the request has made. */
const threadIn = (location: unknown): string | undefined =>
  /^\/v1\/threads\/([\w-]{1,100})/.exec(String(location ?? ''))?.[1];

/** Whoever names what cannot be has named nothing. */
const storable = (id: string | undefined): string | undefined =>
  id !== undefined && /^[\w.:-]{1,255}$/.test(id) ? id : undefined;
