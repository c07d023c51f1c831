/**
 * Which files a command read. Linux moves the access time of a file at the first read after its inode was
 * changed, also on file systems mounted with `relatime`. So nothing is set to a mark of our own, by which a
 * program could tell that it is watched: access times stay as they are, and only inodes that were read since
 * they changed are changed again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { feedPaths } from '../../tree/feed-paths.ts';
import type { Entries, EntryStamp } from '../../tree/listing/entry-stamp.ts';
import type { BytePath } from '../../tree/tree-paths.ts';

/** Longer than a tick of the kernel's clock, so that what is touched later has a later time. */
const TICK_MS = 25;
/** How far an access time of the future is put into the past. */
const PAST_SECONDS = 61;

export const afterNextTick = (): Promise<void> => sleep(TICK_MS);

/**
 * Whoever reads one of the entries from now on moves its access time. Contents and modification times stay.
 * The entries belong to the user `uid`.
 */
export async function expectReads(directory: string, entries: Entries, uid: number): Promise<void> {
  const nowSeconds = Date.now() / 1_000;
  const ahead: BytePath[] = [];
  const stale: BytePath[] = [];
  for (const [path, stamp] of entries) {
    if (!isReadable(stamp)) continue;
    // A time of the future stays as it is when a file is read.
    if (Number(stamp.atime) > nowSeconds) ahead.push(path);
    else if (!isLater(stamp.ctime, stamp.atime)) stale.push(path);
  }
  const past = `@${Math.floor(nowSeconds) - PAST_SECONDS}`;
  await feedPaths(directory, ['touch', '-c', '-h', '-a', '-d', past], ahead);
  // Giving a file to whom it belongs moves its change time and nothing else.
  await feedPaths(directory, ['chown', '-h', `${uid}`], stale);
  await afterNextTick();
}

/** Only these tell by their access time whether they were read. */
export const isReadable = ({ kind }: EntryStamp): boolean => kind === 'f' || kind === 'l';

/** Times are compared as they are listed. */
const isLater = (time: string, other: string): boolean =>
  Number(time) === Number(other) ? time > other : Number(time) > Number(other);
