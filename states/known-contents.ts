/**
 * Contents that are remembered as long as a file's inode says that it was not touched, so that keeping a
 * large workspace again costs a stat per file. Only where change times can be trusted.
 */
import type { EntryStamp } from '../tree/listing/entry-stamp.ts';
import type { StoredContent } from './store-file.ts';

/** Files changed more recently than this may change again within one tick of the file system's clock. */
const SETTLED_AFTER_MS = 1_000;
const MAX_ENTRIES = 300_000;

export interface KnownContents {
  find(stamp: EntryStamp): StoredContent | undefined;
  /** `listedAtMs` is a time before the list that the stamp is of was made. */
  add(stamp: EntryStamp, content: StoredContent, listedAtMs: number): void;
  clear(): void;
}

export function createKnownContents(): KnownContents {
  const known = new Map<string, StoredContent>();
  return {
    find: (stamp) => known.get(keyOf(stamp)),
    add(stamp, content, listedAtMs) {
      if (listedAtMs - Number(stamp.ctime) * 1_000 <= SETTLED_AFTER_MS) return;
      if (known.size >= MAX_ENTRIES) known.clear();
      known.set(keyOf(stamp), content);
    },
    clear: () => known.clear(),
  };
}

/** A command in the sandbox can set a file's mtime, but not its ctime. */
const keyOf = ({ inode, size, mode, mtime, ctime }: EntryStamp): string =>
  `${inode} ${size} ${mode} ${mtime} ${ctime}`;
