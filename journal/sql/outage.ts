/** Tells a database that is away from a mistake of ours. */
import { isConnectionLoss } from './connection-loss.ts';

/**
 * Postgres: cannot_connect_now (it starts or stops), too_many_connections. Node: nobody there, or no way to
 * get there.
 */
const CODES = new Set([
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** True when the database cannot be reached or does not serve now: the same call may succeed later. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // The pool gives no code when nobody answers in time.
  return isConnectionLoss(error) || CODES.has(code) || error.message.startsWith('timeout exceeded');
}
