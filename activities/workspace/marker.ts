/**
 * What tells a workspace from another directory of its name: a file beside the workspaces, which no command
 * of a model can reach. Its first line is the workspace's id; its second tells the very directory, so that an
 * empty one in its place is noticed.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  findMarked,
  identityOf,
  markerLines,
  markerPath,
  markersDirectory,
} from '../../states/workspace-marker.ts';

/** Names the directory of workspaces itself, wherever it is mounted. */
const SET = 'set';

/**
 * The workspace's id; marks the directory first when it is not marked. Of several callers at once, one marks
 * it.
 */
export async function markWorkspace(workspacesDirectory: string, threadId: string): Promise<string> {
  const path = markerPath(workspacesDirectory, threadId);
  const self = await identityOf(join(workspacesDirectory, threadId));
  return place(path, `${randomUUID()}\n${self}\n`);
}

/** The id of the directory of workspaces, which it gets with the first call. */
export const workspaceSet = (workspacesDirectory: string): Promise<string> =>
  place(join(markersDirectory(workspacesDirectory), SET), `${randomUUID()}\n`);

/**
 * Whether the workspace of this id is there. A directory that was put back from a copy is another one on the
 * disk: it is taken for the workspace if it holds anything, and then known by itself again.
 */
export async function isMarked(
  workspacesDirectory: string,
  threadId: string,
  workspaceId: string,
): Promise<boolean> {
  const { isThere, present } = await findMarked(workspacesDirectory, threadId, workspaceId);
  if (present !== undefined)
    await write(markerPath(workspacesDirectory, threadId), `${workspaceId}\n${present}\n`);
  return isThere;
}

/** The id that stands at `path` afterwards: the one in `text`, if nothing stood there. */
async function place(path: string, text: string): Promise<string> {
  const [known] = await markerLines(path);
  if (known !== undefined) return known;
  const draft = await writeDraft(path, text);
  try {
    // A file of somebody else's making stays; an unreadable one is no marker.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const [placed] = await markerLines(path);
  if (placed === undefined) throw new Error(`${path} does not hold the id of a workspace`);
  return placed;
}

async function write(path: string, text: string): Promise<void> {
  await rename(await writeDraft(path, text), path);
}

async function writeDraft(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  // Commands' user has to pass the one, and nobody else has to enter the other.
  await mkdir(dirname(dirname(path)), { recursive: true, mode: 0o755 });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(draft, text, { mode: 0o600 });
  return draft;
}
