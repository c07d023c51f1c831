/** Tells a lost connection from an answer of the server. */

/** Postgres: admin_shutdown, crash_shutdown. Node: the socket's own errors. */
const CODES = new Set(['57P01', '57P02', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** True when the statement may or may not have run, because the connection ended before its answer. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Class 08 is Postgres' own class of connection exceptions. `pg` gives the last two no code.
  return (
    CODES.has(code) ||
    code.startsWith('08') ||
    error.message.startsWith('Connection terminated') ||
    error.message.includes('not queryable')
  );
}
