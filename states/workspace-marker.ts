/**
 * What tells a workspace from another directory of its name: a file beside the workspaces, which no command
 * of a model can reach. Its first line is the workspace's id; the others tell the very directory, the mark
 * itself, and whether the workspace held anything when it was last left. Reading alone: the worker writes it.
 */
import { lstat, opendir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '../objects/defined.ts';

const MARKERS = '.made';
const STATES = '.states';
const ID = /^[0-9a-f-]{36}$/;
const OWN = 'mark ';
const HELD = 'held';

/** Names that programs leave in any directory: they are nothing of anybody's work. */
const STRAY = /^(?:\.DS_Store|\.localized|Thumbs\.db|desktop\.ini|lost\+found|\.nfs[0-9a-f]+|\._.*)$/;

export interface Mark {
  readonly workspaceId: string;
  /** Tells the directory; absent: somebody wrote the id by hand. */
  readonly directory?: string;
  /** Tells the mark's own file; absent in marks of older releases. */
  readonly own?: string;
  /** The workspace was not empty when its last command had ended. */
  readonly isHeld?: true;
}

/** Where states of the workspaces are kept. */
export const statesDirectory = (workspacesDirectory: string): string => join(workspacesDirectory, STATES);

export const markersDirectory = (workspacesDirectory: string): string => join(workspacesDirectory, MARKERS);

/** Where the marker of a thread's workspace is. */
export const markerPath = (workspacesDirectory: string, threadId: string): string =>
  join(markersDirectory(workspacesDirectory), `${threadId}.workspace`);

/** Nothing when there is no id. */
export async function readMark(path: string): Promise<Mark | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [workspaceId = '', ...lines] = text.split('\n').filter((line) => line !== '');
  if (!ID.test(workspaceId)) return undefined;
  const own = lines.find((line) => line.startsWith(OWN))?.slice(OWN.length);
  const directory = lines.find((line) => !line.startsWith(OWN) && line !== HELD);
  return { workspaceId, ...defined({ directory, own }), ...(lines.includes(HELD) ? { isHeld: true } : {}) };
}

export const markText = ({ workspaceId, directory, own, isHeld }: Mark): string =>
  [workspaceId, directory, own && `${OWN}${own}`, isHeld && HELD]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('');

/**
 * What tells a directory or a file from others on its disk, as long as it exists: when it was made, or its
 * number where that is not kept.
 */
export async function identityOf(path: string, kind: 'directory' | 'file'): Promise<string | undefined> {
  const stats = await lstat(path, { bigint: true }).catch(() => undefined);
  if (stats === undefined || !(kind === 'file' ? stats.isFile() : stats.isDirectory())) return undefined;
  return stats.birthtimeNs > 0n ? `made ${stats.birthtimeNs}` : `number ${stats.ino}`;
}

export interface Found {
  readonly isThere: boolean;
  /** The mark as it should be from here on; absent: it is right. */
  readonly remark?: Mark;
}

/**
 * Whether the workspace of this id is there. Another directory than the one that was marked is taken for it
 * only if its mark was put back along with it, and it holds anything; or if the id was written by hand. The
 * very directory is not, once somebody else has emptied it.
 */
export async function findMarked(
  workspacesDirectory: string,
  threadId: string,
  workspaceId: string,
): Promise<Found> {
  const path = markerPath(workspacesDirectory, threadId);
  const directory = join(workspacesDirectory, threadId);
  const mark = await readMark(path);
  const present = await identityOf(directory, 'directory');
  if (mark?.workspaceId !== workspaceId || present === undefined) return { isThere: false };
  const own = await identityOf(path, 'file');
  const isHeld = await holdsAnything(directory);
  const remark = { workspaceId, directory: present, ...(isHeld ? { isHeld } : {}) };
  // Whoever wrote the id by hand vouches for what is there.
  if (mark.directory === undefined) return { isThere: true, remark };
  if (present === mark.directory) {
    if (mark.isHeld && !isHeld) return { isThere: false };
    return mark.own === undefined ? { isThere: true, remark } : { isThere: true };
  }
  const isPutBack = mark.own === undefined || mark.own !== own;
  return isPutBack && isHeld ? { isThere: true, remark } : { isThere: false };
}

/** Whether the directory has an entry that may be of somebody's work. */
export async function holdsAnything(directory: string): Promise<boolean> {
  for await (const { name } of await opendir(directory)) if (!STRAY.test(name)) return true;
  return false;
}
