/** An empty database that is kept: PGlite needs seconds to make one, and a fraction of one to open a copy. */
import { constants, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

/**
 * Puts an empty database of the installed PGlite at `dataDir`, which must not exist. The first call makes the
 * one that is kept in the cache. Rejects when the cache cannot be written or read.
 */
export async function copyPreparedDatabase(
  dataDir: string,
  cacheDirectory: string,
  options: PGliteOptions,
): Promise<void> {
  const prepared = join(cacheDirectory, `pglite-${installedVersion()}`);
  if (!existsSync(prepared)) await prepare(prepared, options);
  await cp(prepared, dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/** Several processes may do this at once: a rename keeps each whole, and the first one stays. */
async function prepare(prepared: string, options: PGliteOptions): Promise<void> {
  await mkdir(dirname(prepared), { recursive: true });
  const draft = await mkdtemp(`${prepared}.`);
  try {
    const database = await PGlite.create(join(draft, 'postgres'), options);
    await database.close();
    await rename(join(draft, 'postgres'), prepared);
  } catch (error) {
    if (!existsSync(prepared)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function installedVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = createRequire(entry)(join(dirname(entry), '../package.json')) as { version: string };
  return manifest.version;
}
