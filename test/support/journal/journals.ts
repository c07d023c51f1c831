/**
 * Runs the same tests on each engine that the journal supports: one engine per file, one fresh schema per
 * opening.
 */
import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import type { Journal } from '../../../journal/journal.ts';
import { openJournalOn } from '../../../journal/open-journal.ts';
import { createPgliteClient } from '../../../journal/sql/pglite-client.ts';
import { createPostgresClient } from '../../../journal/sql/postgres-client.ts';
import type { SqlClient } from '../../../journal/sql/sql.ts';
import { openPglite } from './pglite-template.ts';
import { startPostgres } from './postgres.ts';

export type OpenJournal = () => Promise<Journal>;
export type OpenClient = () => Promise<SqlClient>;

interface JournalEngine {
  /** A new, empty schema. Only the client that was opened last may be used; it need not be closed. */
  openClient: OpenClient;
  stop(): Promise<void>;
}

const journalEngines: readonly { readonly name: string; start(): Promise<JournalEngine> }[] = [
  { name: 'PGlite', start: startPgliteEngine },
  { name: 'Postgres', start: startPostgresEngine },
];

/** The limit suits a loaded machine; the slowest case takes about a second on an idle one. */
const TIMEOUT_MS = 120_000;

/**
 * `define` is called once per engine, within a `describe`; `open` gives a fresh journal, `openClient` a bare
 * database.
 */
export function describeOnEachEngine(define: (open: OpenJournal, openClient: OpenClient) => void): void {
  jest.setTimeout(TIMEOUT_MS);
  describe.each(journalEngines)('$name', ({ start }) => {
    let engine: JournalEngine | undefined;
    beforeAll(async () => {
      engine = await start();
    });
    afterAll(() => engine?.stop());

    const openClient = async (): Promise<SqlClient> => {
      if (engine === undefined) throw new Error('open a journal within a test');
      return await engine.openClient();
    };
    define(async () => await openJournalOn(await openClient()), openClient);
  });
}

async function startPgliteEngine(): Promise<JournalEngine> {
  const database = await openPglite();
  const client = createPgliteClient(database);
  let schemas = 0;
  return {
    async openClient() {
      schemas += 1;
      await database.exec(`create schema test_${schemas}; set search_path to test_${schemas}`);
      return { ...client, close: async () => {} };
    },
    stop: () => database.close(),
  };
}

async function startPostgresEngine(): Promise<JournalEngine> {
  const cluster = await startPostgres();
  const admin = createPostgresClient(cluster.url);
  let latest: SqlClient | undefined;
  let schemas = 0;
  return {
    async openClient() {
      await latest?.close();
      schemas += 1;
      await admin.query(`create schema test_${schemas}`);
      const client = createPostgresClient(`${cluster.url}?options=-c%20search_path%3Dtest_${schemas}`);
      latest = client;
      return { ...client, close: async () => {} };
    },
    async stop() {
      await latest?.close();
      await admin.close();
      await cluster.stop();
    },
  };
}
