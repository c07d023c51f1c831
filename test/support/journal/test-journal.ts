/**
 * A journal in this process for tests that need one but are not about it; tests of one file share it by
 * thread id. A database whose journal was closed is emptied for the next one, which takes a twentieth of the
 * time that a new one needs.
 */

import type { PGlite } from '@electric-sql/pglite';
import { afterAll } from '@jest/globals';
import type { Journal } from '../../../journal/journal.ts';
import { openJournalOn } from '../../../journal/open-journal.ts';
import { createPgliteClient } from '../../../journal/sql/pglite-client.ts';
import type { SqlClient } from '../../../journal/sql/sql.ts';
import { openMigratedPglite } from './pglite-template.ts';

const closed: PGlite[] = [];
let isOver = false;

afterAll(async () => {
  isOver = true;
  await Promise.all(closed.splice(0).map((database) => database.close()));
});

/** The database has its tables already; whether any is missing is asked like everywhere. */
export async function openTestJournal(): Promise<Journal> {
  const database = closed.pop() ?? (await openMigratedPglite());
  return openJournalOn(closedOnce(database));
}

/** Whoever asks a closed journal is refused, as by any database. */
function closedOnce(database: PGlite): SqlClient {
  const client = createPgliteClient(database);
  let isClosed = false;
  const whileOpen =
    <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (isClosed) throw new Error('PGlite is closed');
      return await run(...args);
    };
  return {
    query: whileOpen(client.query) as SqlClient['query'],
    queryRepeatable: whileOpen(client.queryRepeatable) as SqlClient['queryRepeatable'],
    transaction: whileOpen(client.transaction) as SqlClient['transaction'],
    async close() {
      if (isClosed) return;
      isClosed = true;
      // Files may close their journal after all of their tests.
      if (isOver) return await database.close();
      await empty(database);
      closed.push(database);
    },
  };
}

/** The tables stay, with what migrations have put into them. */
async function empty(database: PGlite): Promise<void> {
  await database.exec(`do $$ declare names text; begin
    select string_agg(quote_ident(tablename), ', ') into names from pg_tables
      where schemaname = 'public' and tablename <> 'journal_migrations';
    execute 'truncate ' || names || ' restart identity cascade';
  end $$;
  insert into service_event_places (last) values (0);`);
}
