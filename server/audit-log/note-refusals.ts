/** Writes down who was not let in: 401 and 403, of reads as well. Nothing waits for it. */
import type { FastifyInstance } from 'fastify';
import type { AuditEntry, AuditLog } from '../../journal/rows/audit-entry.ts';
import { omit } from '../../objects/omit.ts';
import { admittedPrincipal, DEFAULT_TENANT } from '../access/principal.ts';
import { type Bearer, refusedBearerOf } from '../access/refused-bearer.ts';
import { createAttemptLimit } from './attempt-limit.ts';
import { auditEntryOf } from './audit-entry.ts';

const REFUSED = [401, 403];
const TELL_EVERY_MS = 60_000;

/** Whoever shows no key that is known belongs to no tenant; the operator's own reads of it. */
const NOBODY: Bearer = { tenantId: DEFAULT_TENANT, keyId: 'unknown' };

export function noteRefusals(app: FastifyInstance, journal: Pick<AuditLog, 'noteAudit'>): void {
  const limit = createAttemptLimit();
  const write = async (entries: readonly AuditEntry[]): Promise<void> => {
    for (const entry of entries)
      await journal
        .noteAudit(entry)
        .catch((error: unknown) => app.log.warn({ err: error }, 'a refusal is missing in the audit log'));
  };
  app.addHook('onResponse', async (request, reply) => {
    if (!REFUSED.includes(reply.statusCode) || admittedPrincipal(request) !== undefined) return;
    const known = refusedBearerOf(request);
    const entry = auditEntryOf(known ?? NOBODY, request, reply, new Date());
    const source = known === undefined ? request.ip : `${known.tenantId} ${known.keyId}`;
    // Who is not let in may name any thread: that says nothing of it.
    const noted = limit.note(source, { ...omit(entry, 'threadId', 'goalId'), source: request.ip });
    if (noted !== undefined) await write([noted]);
  });
  const timer = setInterval(() => void write(limit.due(Date.now())), TELL_EVERY_MS);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await write(limit.due(Date.now(), true));
  });
}
