/**
 * What tells a workspace from another directory of its name: a file beside the workspaces, which no command
 * of a model can reach. Its first line is the workspace's id; its second tells the very directory, so that an
 * empty one in its place is noticed.
 */
import { randomUUID } from 'node:crypto';
import { link, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const MARKERS = '.made';
/** Names the directory of workspaces itself, wherever it is mounted. */
const SET = 'set';
const ID = /^[0-9a-f-]{36}$/;

/** Where the marker of a thread's workspace is. */
const markerPath = (workspacesDirectory: string, threadId: string): string =>
  join(workspacesDirectory, MARKERS, `${threadId}.workspace`);

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
  place(join(workspacesDirectory, MARKERS, SET), `${randomUUID()}\n`);

/**
 * Whether the workspace of this id is there. A directory that was put back from a copy is another one on the
 * disk: it is taken for the workspace if it holds anything, and then known by itself again.
 */
export async function isMarked(
  workspacesDirectory: string,
  threadId: string,
  workspaceId: string,
): Promise<boolean> {
  const path = markerPath(workspacesDirectory, threadId);
  const [id, self] = await linesOf(path);
  if (id !== workspaceId) return false;
  const directory = join(workspacesDirectory, threadId);
  const present = await identityOf(directory);
  if (present === undefined) return false;
  if (present === self) return true;
  // Whoever wrote the id by hand, without a second line, vouches for what is there.
  if (self !== undefined && (await readdir(directory)).length === 0) return false;
  await write(path, `${id}\n${present}\n`);
  return true;
}

/**
 * What tells a directory from others on its disk, as long as it exists: when it was made, or its number where
 * that is not kept.
 */
async function identityOf(directory: string): Promise<string | undefined> {
  const stats = await lstat(directory, { bigint: true }).catch(() => undefined);
  if (!stats?.isDirectory()) return undefined;
  return stats.birthtimeNs > 0n ? `made ${stats.birthtimeNs}` : `number ${stats.ino}`;
}

/** The id that stands at `path` afterwards: the one in `text`, if nothing stood there. */
async function place(path: string, text: string): Promise<string> {
  const [known] = await linesOf(path);
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
  const [placed] = await linesOf(path);
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

/** The first is an id; nothing when there is none. */
async function linesOf(path: string): Promise<(string | undefined)[]> {
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
  return ID.test(lines[0] ?? '') ? lines : [];
}
