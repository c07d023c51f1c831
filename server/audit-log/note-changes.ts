/** Writes down who asked for which change, and how it was answered. Nothing waits for it. */
import type { FastifyInstance } from 'fastify';
import type { AuditLog } from '../../journal/rows/audit-entry.ts';
import { admittedPrincipal } from '../access/principal.ts';
import { auditEntryOf } from './audit-entry.ts';

const READS = ['GET', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE'];
const SWEEP_EVERY_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** `days`: how long entries are kept. */
export function noteChanges(app: FastifyInstance, journal: AuditLog, days: number): void {
  let sweptAtMs = Number.NEGATIVE_INFINITY;
  /** A sweep that fails is made up for by the next one. */
  const sweep = async (nowMs: number): Promise<void> => {
    if (nowMs - sweptAtMs < SWEEP_EVERY_MS) return;
    sweptAtMs = nowMs;
    await journal.sweepAudit(new Date(nowMs - days * DAY_MS)).catch(() => {});
  };
  app.addHook('onResponse', async (request, reply) => {
    if (READS.includes(request.method)) return;
    const principal = admittedPrincipal(request);
    if (principal === undefined) return;
    const now = Date.now();
    await journal
      .noteAudit(auditEntryOf(principal, request, reply, new Date(now)))
      .catch((error: unknown) => request.log.warn({ err: error }, 'a change is missing in the audit log'));
    await sweep(now);
  });
  // Where nothing is changed, entries grow old all the same.
  const timer = setInterval(() => void sweep(Date.now()), SWEEP_EVERY_MS);
  timer.unref();
  app.addHook('onClose', async () => clearInterval(timer));
}
