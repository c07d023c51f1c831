/**
 * Puts entries into a tree that nobody else works in, and never through a link that leads out of it. Folders
 * that are not named keep their modes and times, whatever is put into them or taken out.
 */
import { chmod, lchown, lstat, mkdir, rm, symlink } from 'node:fs/promises';
import { setModes } from '../tree/opened-tree.ts';
import type { Owner } from '../tree/owner.ts';
import { hasRealParents } from '../tree/real-parents.ts';
import { removeTree } from '../tree/remove-tree.ts';
import { setModificationTimes, timeText } from '../tree/set-times.ts';
import { withShortPath } from '../tree/short-path.ts';
import { type BytePath, displayPath, toHostPath } from '../tree/tree-paths.ts';
import { isTreePath } from './manifest-fields.ts';
import type { Placed, PlacedEntry, StateEntry } from './state-entry.ts';

export type FileEntry = Extract<StateEntry, { readonly kind: 'file' }>;

export interface PlaceTools {
  /** Makes a new file with the content of the entry; its mode, owner and time are none of its business. */
  fill(entry: FileEntry, target: Buffer, path: BytePath): Promise<void>;
  readonly owner?: Owner;
}

/**
 * A link that was kept without a time gets this one: always the same, so that placing it twice gives the same
 * tree.
 */
const LINK_TIME = '946684800.000000000';
const OWN_FOLDER_MODE = 0o755;

/** What a folder is to be when everything is in place. */
interface Folder {
  readonly mode: number;
  readonly mtime?: string;
}

/** Rejects with the path first when an entry cannot be placed. What stands in the way goes. */
export async function placeEntries(
  directory: string,
  placed: readonly Placed[],
  tools: PlaceTools,
): Promise<void> {
  const folders = new Map<BytePath, Folder>();
  const times = new Map<BytePath, string>();
  // A folder comes before what is in it.
  for (const { path, entry } of [...placed].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    try {
      if (!isTreePath(path)) throw new Error('it is no path of this tree');
      const placing = { directory, path, folders, tools };
      const mtime = await placeOne(placing, entry);
      if (mtime !== undefined) times.set(path, mtime);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new Error(`${displayPath(path)} cannot be placed: ${said}`, { cause: error });
    }
  }
  for (const [path, { mtime }] of folders) if (mtime !== undefined) times.set(path, mtime);
  await setModificationTimes(directory, times);
  await setModes(directory, new Map([...folders].map(([path, { mode }]) => [path, mode])));
}

interface Placing {
  readonly directory: string;
  readonly path: BytePath;
  readonly folders: Map<BytePath, Folder>;
  readonly tools: PlaceTools;
}

/** The time that the entry is to have, unless it is a folder. */
async function placeOne(placing: Placing, entry: PlacedEntry): Promise<string | undefined> {
  const { directory, path, folders, tools } = placing;
  if (entry.kind === 'special') throw new Error(`it is a ${entry.what}`);
  if (entry.kind === 'absent') {
    if (!(await hasRealParents(directory, path))) return undefined;
    await openParents(placing);
    await remove(placing, path);
    return undefined;
  }
  await openParents(placing);
  if (entry.kind === 'directory') {
    await openFolder(placing, path, { mode: entry.mode, mtime: entry.mtime });
    return undefined;
  }
  await remove(placing, path);
  await withShortPath(toHostPath(directory, path), async (host) => {
    if (entry.kind === 'link') await symlink(Buffer.from(entry.target, 'latin1'), host);
    else await tools.fill(entry, host, path);
    if (tools.owner !== undefined) await lchown(host, tools.owner.uid, tools.owner.gid);
    // The mode is set after the owner: a change of owner takes the set-user-ID bit.
    if (entry.kind === 'file') await chmod(host, entry.mode);
  });
  folders.delete(path);
  return entry.kind === 'file' ? entry.mtime : (entry.mtime ?? LINK_TIME);
}

/** Real folders on the way to the path, which can be written into until all is placed. */
async function openParents(placing: Placing): Promise<void> {
  const names = placing.path.split('/');
  for (let count = 0; count < names.length; count += 1) {
    const parent = names.slice(0, count).join('/');
    if (!placing.folders.has(parent)) await openFolder(placing, parent);
  }
}

/**
 * A real folder at the path; one that is there keeps its entries, and mode and time unless `wanted` says
 * otherwise.
 */
async function openFolder(placing: Placing, path: BytePath, wanted?: Folder): Promise<void> {
  const { directory, folders, tools } = placing;
  const whole = path === '' ? Buffer.from(directory) : toHostPath(directory, path);
  const there = await withShortPath(whole, (host) => lstat(host, { bigint: true })).catch(() => undefined);
  if (there?.isDirectory()) {
    const mode = Number(there.mode & 0o7777n);
    folders.set(path, wanted ?? folders.get(path) ?? { mode, mtime: timeText(there.mtimeNs) });
    if ((mode & 0o700) !== 0o700) await withShortPath(whole, (host) => chmod(host, mode | 0o700));
    return;
  }
  if (there !== undefined) await remove(placing, path);
  await withShortPath(whole, async (host) => {
    await mkdir(host, 0o700);
    if (tools.owner !== undefined) await lchown(host, tools.owner.uid, tools.owner.gid);
  });
  folders.set(path, wanted ?? { mode: OWN_FOLDER_MODE });
}

/** A tree that is not empty goes by the system's tool, which no depth stops. */
async function remove({ directory, folders }: Placing, path: BytePath): Promise<void> {
  await withShortPath(toHostPath(directory, path), async (host) => {
    const there = await lstat(host).catch(() => undefined);
    if (there === undefined) return;
    if (there.isDirectory()) await removeTree(host);
    else await rm(host);
  });
  for (const folder of [...folders.keys()])
    if (folder === path || folder.startsWith(`${path}/`)) folders.delete(folder);
}
