/**
 * Which files a command read. Access times are set to before the modification times; Linux then moves them at the first
 * read, also on file systems mounted with `relatime`. Whoever sets one back changes the inode's ctime, which nobody can set.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { feedPaths } from './feed-paths.ts';
import type { Entries, EntryStamp } from './list-entries.ts';
import type { BytePath } from './tree-paths.ts';

/** The access time of a file that nobody has read: 1970. */
const UNREAD = '@0';
/** Longer than a tick of the kernel's clock, so that what is touched later has a later ctime. */
const TICK_MS = 25;

/** Makes files and links of the tree look unread; their content and modification times stay. */
export async function markUnread(directory: string, paths: Iterable<BytePath>): Promise<void> {
  await feedPaths(directory, ['touch', '-h', '-a', '-d', UNREAD], paths);
  await sleep(TICK_MS);
}

/** Only these tell by their access time whether they were read. */
export const isReadable = ({ kind }: EntryStamp): boolean => kind === 'f' || kind === 'l';

export interface Touched {
  /** Files and links that were read, written, replaced or removed; sorted. */
  readonly read: readonly BytePath[];
  /** Entries that are not as they were, but for access times. */
  readonly changed: readonly BytePath[];
  readonly added: readonly BytePath[];
}

/** What happened between two lists of the same tree, the first one taken when all was unread. Pure. */
export function touchedBetween(before: Entries, after: Entries): Touched {
  const read: BytePath[] = [];
  const changed: BytePath[] = [];
  for (const [path, stamp] of before) {
    const now = after.get(path);
    const isChanged = now === undefined || now.ctime !== stamp.ctime || now.inode !== stamp.inode;
    if (isChanged) changed.push(path);
    if (isReadable(stamp) && (isChanged || now.atime !== stamp.atime)) read.push(path);
  }
  const added = [...after.keys()].filter((path) => !before.has(path));
  return { read: read.sort(byBytes), changed, added };
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
