/** Brings a database to the schema of this code. */
import { type AppliedMigration, type Migration, pendingMigrations } from './migrations.ts';
import type { SqlClient, SqlSession } from './sql/sql.ts';

/** Any constant that nobody else on the database server uses for an advisory lock: "goalkeep" in ASCII. */
const ADVISORY_LOCK = '7453010373645624688';

/**
 * Applies what is missing, all in one transaction, and returns the names of the applied files. Processes that
 * migrate at once wait for each other. Rejects when an applied file has changed since.
 */
export async function migrate(client: SqlClient, migrations: readonly Migration[]): Promise<string[]> {
  if (await isRecordPresent(client)) {
    if (pendingMigrations(migrations, await readApplied(client)).length === 0) return [];
  }
  return await client.transaction(async (session) => {
    await session.query(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    await session.script(`create table if not exists journal_migrations (
      name text collate "C" primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const pending = pendingMigrations(migrations, await readApplied(session));
    for (const { name, sql, sha256 } of pending) {
      await session.script(sql);
      await session.query('insert into journal_migrations (name, sha256) values ($1, $2)', [name, sha256]);
    }
    return pending.map(({ name }) => name);
  });
}

async function isRecordPresent(session: SqlSession): Promise<boolean> {
  const [row] = await session.query<{ found: string | null }>(
    `select to_regclass('journal_migrations')::text as found`,
  );
  return row?.found != null;
}

const readApplied = (session: SqlSession): Promise<AppliedMigration[]> =>
  session.query<AppliedMigration>('select name, sha256 from journal_migrations');
