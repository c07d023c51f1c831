/**
 * A line of the worker's log: what happened to which Activity or workflow, and errors without their words.
 * Pure.
 */
import type { LogEntry } from '@temporalio/worker';
import { errorSummary } from './error-summary.ts';

/** E.g. `2026-11-26T03:00:00.000Z [WARN] Activity failed {"activityType":"callModel","attempt":2,…}`. */
export function logLine({ timestampNanos, level, message, meta = {} }: LogEntry): string {
  const at = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
  const fields = Object.entries(meta).flatMap(([name, value]) => {
    const shown = shownOf(value);
    return shown === undefined ? [] : [[name, shown] as const];
  });
  const rest = fields.length === 0 ? '' : ` ${JSON.stringify(Object.fromEntries(fields))}`;
  return `${at} [${level}] ${message}${rest}\n`;
}

/** Values of other kinds are left out: they may hold anything. */
function shownOf(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return 'stack' in value ? errorSummary(value) : undefined;
  return typeof value === 'bigint' ? String(value) : value;
}
