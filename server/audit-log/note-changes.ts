/** Writes down who asked for which change, and how it was answered. Nothing waits for it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AuditEntry, AuditLog } from '../../journal/rows/audit-entry.ts';
import { defined } from '../../objects/defined.ts';
import { type Principal, principalOf } from '../access/principal.ts';

const READS = ['GET', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE'];
const SWEEP_EVERY_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** `days`: how long entries are kept. A request without a good key has no tenant, and is in the log alone. */
export function noteChanges(app: FastifyInstance, journal: AuditLog, days: number): void {
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  app.addHook('onResponse', async (request, reply) => {
    if (READS.includes(request.method)) return;
    const principal = admitted(request);
    if (principal === undefined) return;
    const now = Date.now();
    await journal
      .noteAudit(entryOf(principal, request, reply, new Date(now)))
      .catch((error: unknown) => request.log.warn({ err: error }, 'a change is missing in the audit log'));
    if (now - sweptAtMs < SWEEP_EVERY_MS) return;
    sweptAtMs = now;
    await journal.sweepAudit(new Date(now - days * DAY_MS)).catch(() => {});
  });
}

function admitted(request: FastifyRequest): Principal | undefined {
  try {
    return principalOf(request);
  } catch {
    return undefined;
  }
}

function entryOf(
  { tenantId, keyId }: Principal,
  { method, id, routeOptions, params }: FastifyRequest,
  reply: FastifyReply,
  at: Date,
): AuditEntry {
  const { threadId = threadIn(reply.getHeader('location')), goalId } = (params ?? {}) as {
    readonly threadId?: string;
    readonly goalId?: string;
  };
  return {
    ...{ tenantId, keyId, at, method, status: reply.statusCode, requestId: id },
    route: routeOptions.url ?? '',
    operation: routeOptions.schema?.operationId ?? '',
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
