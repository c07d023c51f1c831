/** Puts one entry into a tree that nobody else works in, and never through a link that leads out of it. */
import { chmod, lchown, lstat, lutimes, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hasRealParents } from './real-parents.ts';
import { type BytePath, toHostPath } from './tree-paths.ts';

export type PlacedEntry =
  | { readonly kind: 'file'; readonly mode: number; readonly content: Buffer }
  | { readonly kind: 'link'; readonly target: Buffer }
  | { readonly kind: 'directory'; readonly mode: number }
  /** Whatever stands there goes. */
  | { readonly kind: 'absent' };

/** Of what is placed: always the same, so that placing it twice gives the same tree. */
const PLACED_AT = new Date('2000-01-01T00:00:00Z');

/** An entry and where it belongs. */
export interface PlacedAt {
  readonly path: BytePath;
  readonly entry: PlacedEntry;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Replaces what is at the path; folders on the way are made, and what stands in their place goes. */
export async function placeEntry(
  directory: string,
  path: BytePath,
  entry: PlacedEntry,
  owner?: Owner,
): Promise<void> {
  const host = toHostPath(directory, path);
  if (entry.kind === 'absent') {
    if (await hasRealParents(directory, path)) await rm(host, { recursive: true, force: true });
    return;
  }
  const names = path.split('/');
  for (let count = 1; count < names.length; count += 1)
    await makeDirectory(toHostPath(directory, names.slice(0, count).join('/')), 0o755, owner);
  if (entry.kind === 'directory') return makeDirectory(host, entry.mode, owner, true);
  await rm(host, { recursive: true, force: true });
  if (entry.kind === 'link') await symlink(entry.target, host);
  else await writeFile(host, entry.content, { flag: 'wx' });
  if (entry.kind === 'file') await chmod(host, entry.mode);
  if (owner !== undefined) await lchown(host, owner.uid, owner.gid);
  await lutimes(host, PLACED_AT, PLACED_AT);
}

/** A real directory at the path; one that is there keeps its entries, and its mode unless `isExact`. */
async function makeDirectory(
  path: Buffer,
  mode: number,
  owner: Owner | undefined,
  isExact = false,
): Promise<void> {
  const isThere = (await lstat(path).catch(() => undefined))?.isDirectory() === true;
  if (!isThere) {
    await rm(path, { recursive: true, force: true });
    await mkdir(path);
    if (owner !== undefined) await lchown(path, owner.uid, owner.gid);
  }
  if (!isThere || isExact) await chmod(path, mode);
}
