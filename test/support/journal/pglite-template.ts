/**
 * Opens an in-memory PGlite fast: creating a database takes about 3 s, loading a copy of one 0.5 s. The
 * copies are kept with the installed packages, by version (and by the migrations), so that a new installation
 * makes new ones.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../../../journal/migrate.ts';
import { type Migration, readMigrations } from '../../../journal/migrations.ts';
import { createPgliteClient, PGLITE_OPTIONS } from '../../../journal/sql/pglite-client.ts';

const cache = join(import.meta.dirname, '../../../node_modules/.cache/goalkeeper');

/** It has no table. */
export const openPglite = (): Promise<PGlite> => openCopy('empty', () => PGlite.create(PGLITE_OPTIONS));

/** It has the journal's tables, and nothing in them. */
export async function openMigratedPglite(): Promise<PGlite> {
  const migrations = await readMigrations();
  return openCopy(digestOf(migrations), async () => {
    const database = await openPglite();
    await migrate(createPgliteClient(database), migrations);
    return database;
  });
}

async function openCopy(name: string, create: () => Promise<PGlite>): Promise<PGlite> {
  const file = join(cache, `pglite-${installedVersion()}-${name}.tar`);
  if (existsSync(file))
    return await PGlite.create({ ...PGLITE_OPTIONS, loadDataDir: new Blob([await readFile(file)]) });
  const database = await create();
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

const digestOf = (migrations: readonly Migration[]): string =>
  createHash('sha256')
    .update(migrations.map(({ name, sha256 }) => `${name} ${sha256}`).join('\n'))
    .digest('hex')
    .slice(0, 12);

function installedVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = createRequire(entry)(join(dirname(entry), '../package.json')) as { version: string };
  return manifest.version;
}
