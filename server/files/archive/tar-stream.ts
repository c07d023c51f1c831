/** A view of a workspace as a tar, entry by entry. */
import type { Manifest, StateEntry } from '../../../states/state-entry.ts';
import { closedAfter } from '../../../tree/opened-file.ts';
import { type BytePath, displayPath } from '../../../tree/tree-paths.ts';
import type { TreeView } from '../view/tree-view.ts';
import { TAR_END, type TarEntry, tarHead, tarPadding } from './tar-format.ts';

/** Rights of users; that a program runs as its owner is not handed on. */
const RIGHTS = 0o777;

/**
 * Special files are left out. Rejects when a file has gone since the survey: the archive is not whole then.
 */
export async function* tarChunks(
  view: TreeView,
  manifest: Manifest,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  for (const [path, entry] of manifest) {
    signal?.throwIfAborted();
    if (entry.kind === 'file') yield* fileChunks(view, path, entry, signal);
    else if (entry.kind !== 'special') yield tarHead(headOf(path, entry, 0));
  }
  yield TAR_END;
}

async function* fileChunks(
  view: TreeView,
  path: BytePath,
  entry: StateEntry,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const opened = await view.open(path, undefined, signal);
  if (!opened.ok) throw new Error(`${displayPath(path)} has gone while the archive was made`);
  const { sizeBytes } = opened.file;
  yield tarHead(headOf(path, entry, sizeBytes));
  yield* closedAfter(opened.file, 0, sizeBytes);
  yield tarPadding(sizeBytes);
}

const headOf = (path: BytePath, entry: StateEntry, sizeBytes: number): TarEntry => ({
  type: entry.kind === 'link' || entry.kind === 'directory' ? entry.kind : 'file',
  path,
  mode: 'mode' in entry ? entry.mode & RIGHTS : RIGHTS,
  sizeBytes,
  mtime: 'mtime' in entry ? Math.floor(Number(entry.mtime ?? 0)) : 0,
  ...(entry.kind === 'link' ? { target: entry.target } : {}),
});
