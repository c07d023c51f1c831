/**
 * Keeps PGlite's write-ahead log short. Postgres has a background process for that, and PGlite has none: left
 * alone, the log only grows until the database is closed, and the next start after a kill replays all of it.
 */
import type { PGlite } from '@electric-sql/pglite';

const INTERVAL_MS = 60_000;
/** A checkpoint stops the process for about 2 ms per MB of log. */
const MAX_WAL_BYTES = 32 * 1024 * 1024;

/** Looks every minute. `stop` waits for a look that is under way. */
export function startCheckpoints(database: PGlite): { stop(): Promise<void> } {
  let latest: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // A failure loses nothing: the log stays longer, and the next look tries again.
    latest = checkpointIfDue(database, MAX_WAL_BYTES).catch(() => {});
  }, INTERVAL_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await latest;
    },
  };
}

/** True when the log since the last checkpoint was longer than that, and a checkpoint was made. */
export async function checkpointIfDue(database: PGlite, maxWalBytes: number): Promise<boolean> {
  const { rows } = await database.query<{ is_due: boolean }>(
    'select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) > $1::integer as is_due from pg_control_checkpoint()',
    [maxWalBytes],
  );
  if (rows[0]?.is_due !== true) return false;
  await database.exec('checkpoint');
  return true;
}
