/** Kinds, modes and times of everything below a directory, whatever its size. */
import type { Entries, Tree } from './listing/entry-stamp.ts';
import { findTree } from './listing/find-tree.ts';
import { smallTree } from './listing/small-tree.ts';

/** Rejects when the directory cannot be read whole: a list with holes would hide what is in them. */
export const listTree = async (directory: string): Promise<Tree> =>
  smallTree(directory) ?? (await findTree(directory));

/** The entries without the directory itself. Rejects as `listTree` does. */
export const listEntries = async (directory: string): Promise<Entries> => (await listTree(directory)).entries;

/**
 * Whether nothing was written, added or removed between two lists; that something was read does not count.
 */
export function isUntouched(before: Entries, after: Entries): boolean {
  if (before.size !== after.size) return false;
  for (const [path, { ctime, inode }] of before) {
    const now = after.get(path);
    if (now?.ctime !== ctime || now.inode !== inode) return false;
  }
  return true;
}
