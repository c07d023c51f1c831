/**
 * A look at a whole tree, also where its owner has closed files and folders to itself. Root reads them all
 * the same; a service that is not root opens them for the time of the look.
 */
import { chmod } from 'node:fs/promises';
import { listTree } from './list-entries.ts';
import type { EntryStamp, Tree } from './listing/entry-stamp.ts';
import { findTree } from './listing/find-tree.ts';
import { smallTree } from './listing/small-tree.ts';
import { withShortPath } from './short-path.ts';
import { type BytePath, toHostPath } from './tree-paths.ts';

const CLOSED_FOLDER = ['-type', 'd', '!', '-perm', '-u=rx'];
const CLOSED_FILE = ['-type', 'f', '!', '-perm', '-u=r'];
/**
 * Run in the folder that the entry is in, so that no path is too long; a folder is opened before `find` reads
 * it.
 */
const OPENING = [
  ...['(', '(', ...CLOSED_FOLDER, '-o', ...CLOSED_FILE, ')'],
  ...['-execdir', 'chmod', 'u+rwX', '--', '{}', ';', ')', ','],
];

/** What the owner of the tree cannot read as it is: path → its mode. The tree's own path is empty. */
export type Closed = ReadonlyMap<BytePath, number>;

/**
 * Nothing runs in the tree meanwhile. `look` gets modes as they were; `closed` is what was opened, and is
 * closed again afterwards whatever happens. Rejects, as `listTree` does, when something stays closed.
 */
export async function lookInto<T>(
  directory: string,
  look: (tree: Tree, closed: Closed) => Promise<T>,
): Promise<T> {
  if (process.getuid?.() === 0) return look(await listTree(directory), new Map());
  const small = smallTree(directory);
  if (small !== undefined && closedIn([['', small.root], ...small.entries]).size === 0)
    return look(small, new Map());
  const found = new Map<BytePath, EntryStamp>();
  try {
    const tree = await findTree(directory, { actions: OPENING, found });
    return await look(tree, closedIn(found));
  } finally {
    await setModes(directory, closedIn(found));
  }
}

const closedIn = (found: Iterable<readonly [BytePath, EntryStamp]>): Closed =>
  new Map(
    [...found]
      .map(([path, { kind, mode }]) => [path, kind, Number.parseInt(mode, 8)] as const)
      .filter(([, kind, mode]) =>
        kind === 'd' ? (mode & 0o500) !== 0o500 : kind === 'f' && (mode & 0o400) === 0,
      )
      .map(([path, , mode]) => [path, mode]),
  );

/** What is in a folder before the folder, which may then be closed. */
export async function setModes(directory: string, modes: ReadonlyMap<BytePath, number>): Promise<void> {
  for (const path of [...modes.keys()].sort().reverse()) {
    const host = path === '' ? Buffer.from(directory) : toHostPath(directory, path);
    await withShortPath(host, (short) => chmod(short, modes.get(path) ?? 0));
  }
}
