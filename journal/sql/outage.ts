/** Tells a database that is away from a mistake of ours. */
import { isConnectionLoss } from './connection-loss.ts';

/**
 * Postgres: cannot_connect_now (it starts or stops), read_only_sql_transaction (a standby, or a full disk as
 * managed databases treat it). Node: nobody there, or no way to
 * get there.
 */
const CODES = new Set([
  '57P03',
  '25006',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Postgres' own class of what it lacks: disk, memory, connections. */
const INSUFFICIENT_RESOURCES = '53';
/** Postgres: disk_full. System: of the in-process database's own files. */
const FULL_CODES = ['53100', 'ENOSPC', 'EDQUOT'];

export const isFull = (error: unknown): boolean => FULL_CODES.includes(codeOf(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** True when the database cannot be reached or does not serve now: the same call may succeed later. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  // The pool gives no code when nobody answers in time.
  return (
    isConnectionLoss(error) ||
    CODES.has(code) ||
    isFull(error) ||
    code.startsWith(INSUFFICIENT_RESOURCES) ||
    error.message.startsWith('timeout exceeded')
  );
}
