/**
 * Puts a used copy back. Every entry that the run may have written to is made anew, folders too (an attribute
 * or a list of rights may hang on any of them); what its inode says is untouched stays. Then all is compared
 * with what it was.
 */
import { placeEntries } from '../../states/place-entries.ts';
import type { Placed } from '../../states/state-entry.ts';
import type { Entries, EntryStamp, Tree } from '../../tree/listing/entry-stamp.ts';
import { lookInto, setModes } from '../../tree/opened-tree.ts';
import type { Owner } from '../../tree/owner.ts';
import { discardTree } from '../../tree/remove-tree.ts';
import { setModificationTimes } from '../../tree/set-times.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import { expectReads, isReadable } from './access-times.ts';
import { copyFiles } from './copy-tree.ts';
import { renewFolder, renewRoot } from './renew-folder.ts';
import type { Touched } from './touched.ts';

export interface FreshCopy {
  readonly directory: string;
  /** The tree is the one before a run. */
  readonly tree: Tree;
}

export interface MendSource {
  readonly workspace: string;
  readonly placed: readonly Placed[];
  readonly owner?: Owner | undefined;
  makeEmpty(): Promise<string>;
  place(directory: string, placed: readonly Placed[]): Promise<void>;
}

/** A copy with more entries is made anew, which is quicker than mending it. */
const MAX_MENDED_ENTRIES = 2_000;

export const ownerOf = ({ owner }: { readonly owner?: Owner | undefined }): Owner =>
  owner ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

/** `undefined` when a new copy has to be made; then the old one is gone. Never rejects. */
export async function mendCopy(
  source: MendSource,
  fresh: FreshCopy,
  after: Tree,
  touched: Touched,
): Promise<FreshCopy | undefined> {
  const plan = planOf(fresh.tree, after, touched);
  if (plan.cost > MAX_MENDED_ENTRIES) return undefined;
  let directory = fresh.directory;
  try {
    await removeAll(directory, plan.gone);
    if (plan.folders.includes('')) {
      directory = await source.makeEmpty();
      await renewRoot(fresh.directory, directory, ownerOf(source));
      await discardTree(fresh.directory);
    }
    for (const path of plan.folders) if (path !== '') await renewFolder(directory, path, source);
    await restoreFiles(source, directory, plan.files);
    await restoreFolders(directory, fresh.tree, plan.folders);
    const mended = await lookInto(directory, async (tree) => tree);
    await expectReads(directory, mended.entries, ownerOf(source).uid);
    const tree = await lookInto(directory, async (listed) => listed);
    if (isSameTree(fresh.tree, tree)) return { directory, tree };
  } catch {
    // Whatever could not be put back: a new copy is right in any case.
  }
  if (directory !== fresh.directory) await discardTree(directory);
  return undefined;
}

interface Plan {
  /** What was added, and what is not what it was. */
  readonly gone: readonly BytePath[];
  /** These have to be made anew, with those in front that others are in. */
  readonly folders: readonly BytePath[];
  readonly files: readonly BytePath[];
  /** Entries that are removed, made or moved. */
  readonly cost: number;
}

function planOf(before: Tree, after: Tree, { changed, added }: Touched): Plan {
  const isFolder = (stamp: EntryStamp | undefined): boolean => stamp?.kind === 'd';
  const folders = changed.filter((path) => path === '' || isFolder(before.entries.get(path))).sort();
  const files = changed.filter((path) => path !== '' && !isFolder(before.entries.get(path)));
  const gone = [
    ...added,
    ...files,
    ...folders.filter((path) => path !== '' && !isFolder(after.entries.get(path))),
  ];
  return { gone, folders, files, cost: gone.length + childrenOf(folders, after.entries) };
}

function childrenOf(folders: readonly BytePath[], entries: Entries): number {
  const wanted = new Set(folders);
  let count = 0;
  for (const path of entries.keys())
    if (wanted.has(path.slice(0, Math.max(0, path.lastIndexOf('/'))))) count += 1;
  return count;
}

const removeAll = (directory: string, paths: readonly BytePath[]): Promise<void> =>
  placeEntries(
    directory,
    paths.map((path) => ({ path, entry: { kind: 'absent' } })),
    { fill: () => Promise.reject(new Error('nothing is filled')) },
  );

async function restoreFiles(
  source: MendSource,
  directory: string,
  files: readonly BytePath[],
): Promise<void> {
  const wanted = new Set(files);
  const placed = source.placed.filter(({ path }) => wanted.has(path));
  for (const { path } of placed) wanted.delete(path);
  await copyFiles(source.workspace, directory, [...wanted], source.owner);
  await source.place(directory, placed);
}

/** Times of all folders, since files came and went in them, and modes of those that are new. */
async function restoreFolders(directory: string, before: Tree, renewed: readonly BytePath[]): Promise<void> {
  const now = await lookInto(directory, async (tree) => tree);
  const times: [BytePath, string][] = [];
  if (now.root.mtime !== before.root.mtime) times.push(['', before.root.mtime]);
  for (const [path, { kind, mtime }] of before.entries)
    if (kind === 'd' && now.entries.get(path)?.mtime !== mtime) times.push([path, mtime]);
  await setModificationTimes(directory, times);
  const modeOf = (path: BytePath): string =>
    (path === '' ? before.root : before.entries.get(path))?.mode ?? '700';
  await setModes(directory, new Map(renewed.map((path) => [path, Number.parseInt(modeOf(path), 8)])));
}

/**
 * The same entries with the same modes, sizes and times: contents are those of inodes that were not written
 * to, or new.
 */
function isSameTree(before: Tree, now: Tree): boolean {
  if (before.entries.size !== now.entries.size || shapeOf(before.root) !== shapeOf(now.root)) return false;
  for (const [path, stamp] of before.entries) {
    const other = now.entries.get(path);
    if (other === undefined || shapeOf(stamp) !== shapeOf(other)) return false;
  }
  return true;
}

const shapeOf = (stamp: EntryStamp): string =>
  `${stamp.kind} ${stamp.mode} ${stamp.mtime} ${isReadable(stamp) ? stamp.size : ''}`;
