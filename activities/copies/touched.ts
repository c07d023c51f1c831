/** What a command did to a tree, from a list before and one after it. Pure. */

import type { EntryStamp, Tree } from '../../tree/listing/entry-stamp.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import { isReadable } from './access-times.ts';

export interface Touched {
  /** Files and links of before that were read, written, replaced or removed; sorted. */
  readonly read: readonly BytePath[];
  /**
   * Entries of before that are not as they were, but for access times; removed ones too. An empty path is the
   * tree's own folder.
   */
  readonly changed: readonly BytePath[];
  readonly added: readonly BytePath[];
  /** Those of `changed` that are gone. */
  readonly removed: readonly BytePath[];
}

/** Reads of the first list's entries move their access times (`expectReads`). */
export function touchedBetween(before: Tree, after: Tree): Touched {
  const read: BytePath[] = [];
  const changed: BytePath[] = isSameInode(before.root, after.root) ? [] : [''];
  const removed: BytePath[] = [];
  for (const [path, stamp] of before.entries) {
    const now = after.entries.get(path);
    const isChanged = now === undefined || !isSameInode(stamp, now);
    if (isChanged) changed.push(path);
    if (now === undefined) removed.push(path);
    if (isReadable(stamp) && (isChanged || now.atime !== stamp.atime)) read.push(path);
  }
  const added = [...after.entries.keys()].filter((path) => !before.entries.has(path));
  return {
    read: read.sort(byBytes),
    changed,
    added,
    removed,
  };
}

/** Nobody can set a change time: the same one means that nothing but reading happened. */
const isSameInode = (before: EntryStamp, now: EntryStamp): boolean =>
  before.ctime === now.ctime && before.inode === now.inode;

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
