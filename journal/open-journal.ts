/** Opens the journal where the configuration says that it is. */
import type { Journal } from './journal.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './migrations.ts';
import { openDirectory, openInMemory } from './sql/pglite-client.ts';
import { createPostgresClient } from './sql/postgres-client.ts';
import type { SqlClient } from './sql/sql.ts';
import { createSqlJournal } from './sql-journal.ts';

export type JournalLocation =
  /** A Postgres connection string. */
  | { readonly databaseUrl: string }
  /**
   * A directory for PGlite; one process at a time. A new one takes less time where a cache may keep an empty
   * database.
   */
  | { readonly directory: string; readonly cacheDirectory?: string }
  /** PGlite without a trace; for tests. */
  | { readonly inMemory: true };

/** Connects, brings the schema up to date, and returns the journal. The caller closes it. */
export async function openJournal(location: JournalLocation): Promise<Journal> {
  return await openJournalOn(await connect(location));
}

/**
 * The journal on a database that is open already; it takes the client over, and closes it when it cannot go
 * on.
 */
export async function openJournalOn(client: SqlClient): Promise<Journal> {
  try {
    await migrate(client, await readMigrations());
  } catch (error) {
    await client.close();
    throw error;
  }
  return createSqlJournal(client);
}

async function connect(location: JournalLocation): Promise<SqlClient> {
  if ('databaseUrl' in location) return createPostgresClient(location.databaseUrl);
  return 'directory' in location
    ? await openDirectory(location.directory, location.cacheDirectory)
    : await openInMemory();
}
