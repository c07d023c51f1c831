/** What an entry of a tree is, by its inode: what a look at a tree gives for each. */
import type { BytePath } from '../tree-paths.ts';

export interface EntryStamp {
  /** The letter that `find` has for it: `f` file, `d` directory, `l` link; others are special files. */
  readonly kind: string;
  /** Octal permissions. */
  readonly mode: string;
  readonly inode: string;
  readonly size: string;
  /** Seconds since 1970 with nanoseconds, as text: they do not fit into a number. */
  readonly mtime: string;
  readonly ctime: string;
  readonly atime: string;
}

export type Entries = ReadonlyMap<BytePath, EntryStamp>;

export interface Tree {
  /** The directory itself. */
  readonly root: EntryStamp;
  readonly entries: Entries;
}
