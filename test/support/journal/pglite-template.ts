/**
 * Opens an empty in-memory PGlite fast: creating a database takes about 3 s, loading a copy of an empty one 0.5 s. The copy
 * is kept with the installed packages, by version, so that a new installation makes a new one.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLITE_OPTIONS } from '../../../journal/sql/pglite-client.ts';

const cache = join(import.meta.dirname, '../../../node_modules/.cache/goalkeeper');

export async function openPglite(): Promise<PGlite> {
  const file = join(cache, `pglite-${installedVersion()}.tar`);
  if (existsSync(file))
    return await PGlite.create({ ...PGLITE_OPTIONS, loadDataDir: new Blob([await readFile(file)]) });
  const database = await PGlite.create(PGLITE_OPTIONS);
  await keepCopy(database, file);
  return database;
}

/** Several test processes may do this at once; the rename keeps each file whole. */
async function keepCopy(database: PGlite, file: string): Promise<void> {
  const copy = await database.dumpDataDir('none');
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, Buffer.from(await copy.arrayBuffer()));
  await rename(unfinished, file);
}

function installedVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = createRequire(entry)(join(dirname(entry), '../package.json')) as { version: string };
  return manifest.version;
}
