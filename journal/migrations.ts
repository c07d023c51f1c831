/** The journal's schema as numbered SQL files, and the rule for which of them a database still needs. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

export type AppliedMigration = Pick<Migration, 'name' | 'sha256'>;

const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/;

/** The `NNNN_name.sql` files of a folder in order of their number; other files are not looked at. */
export async function readMigrations(
  folder: URL = new URL('./migrations/', import.meta.url),
): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => FILE_NAME.test(name)).sort();
  return await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Throws when a file was changed after it was applied. A database that is ahead of this code is accepted, so
 * that an older process may start again while a newer one is rolled out.
 */
export function pendingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const sha256ByName = new Map(applied.map(({ name, sha256 }) => [name, sha256]));
  return migrations.filter(({ name, sha256 }) => {
    const appliedSha256 = sha256ByName.get(name);
    if (appliedSha256 !== undefined && appliedSha256 !== sha256)
      throw new Error(`migration ${name} was changed after it was applied; add a new file instead`);
    return appliedSha256 === undefined;
  });
}
