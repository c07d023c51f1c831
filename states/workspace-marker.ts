/**
 * What tells a workspace from another directory of its name: a file beside the workspaces, which no command
 * of a model can reach. Its first line is the workspace's id; its second tells the very directory, so that an
 * empty one in its place is noticed. Reading alone: the worker writes it.
 */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const MARKERS = '.made';
const STATES = '.states';
const ID = /^[0-9a-f-]{36}$/;

/** Where states of the workspaces are kept. */
export const statesDirectory = (workspacesDirectory: string): string => join(workspacesDirectory, STATES);

export const markersDirectory = (workspacesDirectory: string): string => join(workspacesDirectory, MARKERS);

/** Where the marker of a thread's workspace is. */
export const markerPath = (workspacesDirectory: string, threadId: string): string =>
  join(markersDirectory(workspacesDirectory), `${threadId}.workspace`);

/** The first is an id; nothing when there is none. */
export async function markerLines(path: string): Promise<(string | undefined)[]> {
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  return ID.test(lines[0] ?? '') ? lines : [];
}

/**
 * What tells a directory from others on its disk, as long as it exists: when it was made, or its number where
 * that is not kept.
 */
export async function identityOf(directory: string): Promise<string | undefined> {
  const stats = await lstat(directory, { bigint: true }).catch(() => undefined);
  if (!stats?.isDirectory()) return undefined;
  return stats.birthtimeNs > 0n ? `made ${stats.birthtimeNs}` : `number ${stats.ino}`;
}

/**
 * Whether the workspace of this id is there. `present`: it is another directory than the one that was marked,
 * put back from a copy: it is taken for the workspace if it holds anything, or if the id was written by hand.
 */
export async function findMarked(
  workspacesDirectory: string,
  threadId: string,
  workspaceId: string,
): Promise<{ readonly isThere: boolean; readonly present?: string }> {
  const [id, self] = await markerLines(markerPath(workspacesDirectory, threadId));
  if (id !== workspaceId) return { isThere: false };
  const directory = join(workspacesDirectory, threadId);
  const present = await identityOf(directory);
  if (present === undefined) return { isThere: false };
  if (present === self) return { isThere: true };
  // Whoever wrote the id by hand, without a second line, vouches for what is there.
  if (self !== undefined && (await readdir(directory)).length === 0) return { isThere: false };
  return { isThere: true, present };
}
