/** A journal's database inside this process: PGlite, in memory or in a directory that this process alone may use. */
import { existsSync } from 'node:fs';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { startCheckpoints } from './checkpoints.ts';
import { lockDirectory } from './directory-lock.ts';
import { assertStorable, PLANNER_SETTINGS, type SqlClient, type SqlValue } from './sql.ts';

export const PGLITE_OPTIONS = {
  startParams: [...PGlite.defaultStartParams, ...PLANNER_SETTINGS.flatMap((setting) => ['-c', setting])],
};

export async function openInMemory(): Promise<SqlClient> {
  return createPgliteClient(await PGlite.create(PGLITE_OPTIONS));
}

/**
 * Opens the database in `directory`, which is made when absent. Rejects when another process has it open: two would
 * destroy it. An acknowledged write survives the end of this process at any moment. PGlite does not fsync, so a
 * power cut may lose the last writes; who needs more uses Postgres.
 */
export async function openDirectory(directory: string): Promise<SqlClient> {
  await mkdir(directory, { recursive: true });
  const root = await realpath(directory);
  const lock = await lockDirectory(root);
  try {
    const database = await openOrInitialise(root);
    const client = createPgliteClient(database);
    const checkpoints = startCheckpoints(database);
    const close = async (): Promise<void> => {
      await checkpoints.stop();
      await client.close();
      await lock.release();
    };
    return { ...client, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The first open copies thousands of files. A mark says that it was not finished, and that nothing can be lost yet. */
async function openOrInitialise(root: string): Promise<PGlite> {
  const dataDir = join(root, 'postgres');
  const unfinishedMark = join(root, 'initialising');
  if (existsSync(unfinishedMark)) await rm(dataDir, { recursive: true, force: true });
  if (existsSync(dataDir)) return await PGlite.create(dataDir, PGLITE_OPTIONS);
  await writeFile(unfinishedMark, '');
  const database = await PGlite.create(dataDir, PGLITE_OPTIONS);
  await rm(unfinishedMark);
  return database;
}

/** Statements of one PGlite run one after another; a transaction holds up all others while it is open. */
export function createPgliteClient(database: PGlite): SqlClient {
  const query = run(database);
  return {
    query,
    // No connection can be lost.
    queryRepeatable: query,
    transaction: (work) =>
      database.transaction((session) =>
        work({ query: run(session), script: async (text) => void (await session.exec(text)) }),
      ),
    close: () => database.close(),
  };
}

const run =
  (session: Pick<PGlite, 'query'>) =>
  async <Row extends object>(text: string, params: readonly SqlValue[] = []): Promise<Row[]> => {
    assertStorable(params);
    return (await session.query<Row>(text, [...params])).rows;
  };
