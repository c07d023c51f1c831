/**
 * The living workspace as a reader is shown it, while commands of the model may be changing it: what has gone
 * since its name was read is left out, and no link is ever followed.
 */
import type { StateEntry } from '../../../states/state-entry.ts';
import { type HeldFolder, holdFolder, type Obstacle, obstacleIn } from '../../../tree/held-folder.ts';
import type { BytePath } from '../../../tree/tree-paths.ts';
import { allowAll, type FileDigests } from './file-digests.ts';
import { entryIn, unlikeFile } from './living-entry.ts';
import type { ListedFolder, Opened, Surveyed, TreeView, ViewedEntry } from './tree-view.ts';
import { isWithheld, isWithheldName } from './withheld.ts';

/** A list does not read larger files; one that was read for itself is known. */
const MAX_LISTED_BYTES = 16 * 1024 * 1024;
/** Nor does it read more than that of all of them: the next page, or the next time, has the others. */
const MAX_LIST_BYTES = 64 * 1024 * 1024;
const MAX_LEVELS = 1_000;

export const createLivingView = (directory: string, digests: FileDigests): TreeView => ({
  list: (path, limit, after, signal) =>
    within(directory, path, async (folder): Promise<ListedFolder> => {
      const names = (await folder.names()).filter((name) => name > (after ?? '') && !isWithheldName(name));
      const entries: [BytePath, ViewedEntry][] = [];
      const allowance = { fileBytes: MAX_LISTED_BYTES, leftBytes: MAX_LIST_BYTES, signal };
      for (const name of names.slice(0, limit)) {
        signal?.throwIfAborted();
        const entry = await entryIn(folder, name, digests, allowance);
        if (entry !== undefined) entries.push([name, entry]);
      }
      const last = names[Math.min(limit, names.length) - 1];
      return { ok: true, entries, ...(names.length > limit && last !== undefined ? { next: last } : {}) };
    }),

  async open(path, maxBytes = Number.POSITIVE_INFINITY, signal) {
    const cut = path.lastIndexOf('/');
    const name = path === '' ? '.' : path.slice(cut + 1);
    if (isWithheldName(name)) return { ok: false, reason: 'missing' };
    const opened = await within(
      directory,
      path.slice(0, Math.max(0, cut)),
      async (folder): Promise<Opened> => {
        const stats = await folder.lookAt(name);
        if (!stats.isFile())
          return { ok: false, reason: 'notAFile', entry: await unlikeFile(folder, name, stats) };
        return { ok: true, ...(await digests.open(folder, name, maxBytes, signal)) };
      },
    );
    // What is on the way is a file or a link: nothing is below it.
    return !opened.ok && opened.reason === 'notAFolder' ? { ok: false, reason: 'missing' } : opened;
  },

  survey: (signal) => survey(directory, digests, signal),
});

/** What is in the way, on the way or in the folder, is the answer. */
async function within<T>(
  directory: string,
  path: BytePath,
  use: (folder: HeldFolder) => Promise<T>,
): Promise<T | { readonly ok: false; readonly reason: Obstacle }> {
  if (isWithheld(path)) return { ok: false, reason: 'missing' };
  const held = await holdFolder(directory, path);
  if (!held.ok) return held;
  try {
    return await use(held.folder);
  } catch (error) {
    const reason = obstacleIn(error);
    if (reason === undefined) throw error;
    return { ok: false, reason };
  } finally {
    await held.folder.close();
  }
}

async function survey(directory: string, digests: FileDigests, signal?: AbortSignal): Promise<Surveyed> {
  const found: [BytePath, StateEntry][] = [];
  const pending: BytePath[] = [''];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const read = await readFolder(directory, path, digests, signal);
    if (!read.ok && read.reason === 'closed') return { ok: false, reason: 'closed', path: read.path ?? path };
    if (!read.ok) continue;
    found.push(...read.entries);
    for (const [child, { kind }] of read.entries)
      if (kind === 'directory' && child.split('/').length < MAX_LEVELS) pending.push(child);
  }
  return { ok: true, manifest: new Map(found.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

type ReadFolder =
  | { readonly ok: true; readonly entries: readonly [BytePath, StateEntry][] }
  | { readonly ok: false; readonly reason: Obstacle; readonly path?: BytePath };

const readFolder = (
  directory: string,
  path: BytePath,
  digests: FileDigests,
  signal: AbortSignal | undefined,
): Promise<ReadFolder> =>
  within(directory, path, async (folder): Promise<ReadFolder> => {
    const entries: [BytePath, StateEntry][] = [];
    for (const name of await folder.names()) {
      signal?.throwIfAborted();
      const entry = isWithheldName(name) ? undefined : await entryIn(folder, name, digests, allowAll(signal));
      if (entry === undefined) continue;
      const child = path === '' ? name : `${path}/${name}`;
      if (entry.kind !== 'file') entries.push([child, entry]);
      else if (entry.sha256 === undefined) return { ok: false, reason: 'closed', path: child };
      else entries.push([child, { ...entry, sha256: entry.sha256 }]);
    }
    return { ok: true, entries };
  });
