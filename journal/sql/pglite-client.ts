/**
 * A journal's database inside this process: PGlite, in memory or in a directory that this process alone may
 * use.
 */
import { existsSync } from 'node:fs';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { startCheckpoints } from './checkpoints.ts';
import { lockDirectory } from './directory-lock.ts';
import { asFileSystemError } from './file-system-error.ts';
import { copyPreparedDatabase } from './prepared-database.ts';
import { closeToOthers } from './private-files.ts';
import { assertStorable, PLANNER_SETTINGS, type SqlClient, type SqlValue } from './sql.ts';

export const PGLITE_OPTIONS = {
  startParams: [...PGlite.defaultStartParams, ...PLANNER_SETTINGS.flatMap((setting) => ['-c', setting])],
};

export async function openInMemory(): Promise<SqlClient> {
  return createPgliteClient(await PGlite.create(PGLITE_OPTIONS));
}

/**
 * Opens the database in `directory`, which is made when absent. Rejects when another process has it open: two
 * would destroy it. An acknowledged write survives the end of this process at any moment. PGlite does not
 * fsync, so a power cut may lose the last writes; who needs more uses Postgres. With a cache, a new database
 * is a copy of one there.
 */
export async function openDirectory(directory: string, cacheDirectory?: string): Promise<SqlClient> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const root = await realpath(directory);
  const lock = await lockDirectory(root);
  try {
    const database = await openOrInitialise(root, cacheDirectory);
    // Its own files, of which PGlite makes most open to all.
    await closeToOthers(root);
    const client = createPgliteClient(database, root);
    const checkpoints = startCheckpoints(database);
    const close = async (): Promise<void> => {
      await checkpoints.stop();
      await client.close();
      await lock.release();
    };
    return { ...client, close };
  } catch (error) {
    await lock.release();
    throw asFileSystemError(error, root);
  }
}

/**
 * The first open writes a thousand files. A mark says that it was not finished, and that nothing can be lost
 * yet.
 */
async function openOrInitialise(root: string, cacheDirectory: string | undefined): Promise<PGlite> {
  const dataDir = join(root, 'postgres');
  const unfinishedMark = join(root, 'initialising');
  if (existsSync(unfinishedMark)) await rm(dataDir, { recursive: true, force: true });
  if (existsSync(dataDir)) return await PGlite.create(dataDir, PGLITE_OPTIONS);
  await writeFile(unfinishedMark, '');
  const database = await initialise(dataDir, cacheDirectory);
  await rm(unfinishedMark);
  return database;
}

/**
 * A cache that is closed to this user, full or spoilt costs time and nothing else: the database is made in
 * its place.
 */
async function initialise(dataDir: string, cacheDirectory: string | undefined): Promise<PGlite> {
  if (cacheDirectory !== undefined) {
    try {
      await copyPreparedDatabase(dataDir, cacheDirectory, PGLITE_OPTIONS);
      return await PGlite.create(dataDir, PGLITE_OPTIONS);
    } catch {
      await rm(dataDir, { recursive: true, force: true });
    }
  }
  return await PGlite.create(dataDir, PGLITE_OPTIONS);
}

/** Statements of one PGlite run one after another; a transaction holds up all others while it is open. */
export function createPgliteClient(database: PGlite, directory = 'memory'): SqlClient {
  const query = run(database, directory);
  return {
    query,
    // No connection can be lost.
    queryRepeatable: query,
    transaction: (work) =>
      database.transaction((session) =>
        work({ query: run(session, directory), script: async (text) => void (await session.exec(text)) }),
      ),
    close: () => database.close(),
  };
}

const run =
  (session: Pick<PGlite, 'query'>, directory: string) =>
  async <Row extends object>(text: string, params: readonly SqlValue[] = []): Promise<Row[]> => {
    assertStorable(params);
    try {
      return (await session.query<Row>(text, [...params])).rows;
    } catch (error) {
      throw asFileSystemError(error, directory);
    }
  };
