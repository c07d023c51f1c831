/**
 * Marks workspaces: a file beside them, which no command of a model can reach, tells each from another
 * directory of its name (`states/workspace-marker.ts`).
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import {
  findMarked,
  holdsAnything,
  identityOf,
  type Mark,
  markerPath,
  markersDirectory,
  markText,
  readMark,
} from '../../states/workspace-marker.ts';

/** Names the directory of workspaces itself, wherever it is mounted. */
const SET = 'set';

/**
 * The workspace's id; marks the directory first when it is not marked. Of several callers at once, one marks
 * it.
 */
export async function markWorkspace(workspacesDirectory: string, threadId: string): Promise<string> {
  const workspace = join(workspacesDirectory, threadId);
  const directory = await identityOf(workspace, 'directory');
  const isHeld = (await holdsAnything(workspace)) ? { isHeld: true as const } : {};
  return place(markerPath(workspacesDirectory, threadId), { ...defined({ directory }), ...isHeld });
}

/** The id of the directory of workspaces, which it gets with the first call. */
export const workspaceSet = (workspacesDirectory: string): Promise<string> =>
  place(join(markersDirectory(workspacesDirectory), SET), {});

/** Whether the workspace of this id is there; one that was put back is known by itself again. */
export async function isMarked(
  workspacesDirectory: string,
  threadId: string,
  workspaceId: string,
): Promise<boolean> {
  const { isThere, remark } = await findMarked(workspacesDirectory, threadId, workspaceId);
  if (remark !== undefined) await write(markerPath(workspacesDirectory, threadId), remark);
  return isThere;
}

/** A command has ended, or files were placed: whether that leaves anything is known from here on. */
export async function noteHeld(workspacesDirectory: string, threadId: string): Promise<void> {
  const path = markerPath(workspacesDirectory, threadId);
  const mark = await readMark(path);
  if (mark === undefined) return;
  const isHeld = await holdsAnything(join(workspacesDirectory, threadId)).catch(() => undefined);
  // What is gone altogether is told by whoever looks for it next.
  if (isHeld === undefined || isHeld === (mark.isHeld ?? false)) return;
  await write(path, { ...omit(mark, 'isHeld'), ...(isHeld ? { isHeld } : {}) });
}

/** The id that stands at `path` afterwards: a new one, if none stood there. */
async function place(path: string, mark: Pick<Mark, 'directory' | 'isHeld'>): Promise<string> {
  const known = await readMark(path);
  if (known !== undefined) return known.workspaceId;
  const draft = await writeDraft(path, { workspaceId: randomUUID(), ...mark });
  try {
    // A file of somebody else's making stays; an unreadable one is no marker.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const placed = await readMark(path);
  if (placed === undefined) throw new Error(`${path} does not hold the id of a workspace`);
  return placed.workspaceId;
}

async function write(path: string, mark: Mark): Promise<void> {
  await rename(await writeDraft(path, mark), path);
}

/** The file is made first: the mark tells it as well, and it stays the same one under its later name. */
async function writeDraft(path: string, mark: Mark): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  // Commands' user has to pass the one, and nobody else has to enter the other.
  await mkdir(dirname(dirname(path)), { recursive: true, mode: 0o755 });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(draft, '', { mode: 0o600 });
  const own = await identityOf(draft, 'file');
  await writeFile(draft, markText({ ...mark, ...defined({ own }) }));
  return draft;
}
