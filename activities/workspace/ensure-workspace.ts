/** Creates the directory of a thread, once. */
import { chmod, lchown, lstat, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../spawner/run-program.ts';
import { DiskFull, isFullDisk } from '../../tree/full-disk.ts';
import type { Owner } from '../../tree/owner.ts';
import { discardTree } from '../../tree/remove-tree.ts';
import { copyTree } from '../copies/copy-tree.ts';
import { makeScratch } from '../copies/scratch.ts';
import { modeAbove } from './shared-mode.ts';
import { isWorkspaceId } from './workspace-id.ts';

export interface WorkspaceSettings {
  readonly workspacesDirectory: string;
  /** Directories that the operator lets callers start from, by name. */
  readonly sources: Readonly<Record<string, string>>;
  /** The sandbox's user; set only when the service is root and the sandbox is not. */
  readonly owner?: Owner;
}

export type EnsuredWorkspace =
  | { readonly ok: true; readonly directory: string; readonly created: boolean }
  | {
      readonly ok: false;
      readonly code: 'invalidThreadId' | 'unknownSource' | 'copyFailed';
      readonly reason: string;
    }
  | { readonly ok: false; readonly code: 'missing'; readonly reason: string; readonly directory: string };

/**
 * The thread's directory, made when it is missing: empty, or a copy of the named source. It appears whole
 * under its name or not at all; of several callers at once one makes it, and a killed one leaves nothing that
 * a later call minds. Throws `DiskFull` where only space is missing. `mustExist`: one that is missing is not
 * made. `fillDraft`: fills the directory in place of a source.
 */
export async function ensureWorkspace(
  threadId: string,
  settings: WorkspaceSettings,
  sourceName?: string,
  mustExist?: 'mustExist',
  fillDraft?: (draft: string) => Promise<void>,
): Promise<EnsuredWorkspace> {
  if (!isWorkspaceId(threadId)) {
    return {
      ok: false,
      code: 'invalidThreadId',
      reason: `${JSON.stringify(threadId)} cannot name a workspace.`,
    };
  }
  const directory = join(settings.workspacesDirectory, threadId);
  if (await isDirectory(directory)) return { ok: true, directory, created: false };
  if (mustExist !== undefined)
    return { ok: false, code: 'missing', reason: `${directory} is missing`, directory };
  const source = sourceName === undefined ? undefined : sourceOf(settings, sourceName);
  if (sourceName !== undefined && source === undefined) {
    const known = Object.keys(settings.sources).join(', ') || 'none';
    return {
      ok: false,
      code: 'unknownSource',
      reason: `No source is named "${sourceName}"; allowed are: ${known}.`,
    };
  }
  const prefix = `.new-${threadId}-` as const;
  let draft: string | undefined;
  try {
    await mkdir(settings.workspacesDirectory, { recursive: true, mode: modeAbove(settings.owner) });
    draft = await makeScratch(settings.workspacesDirectory, prefix);
    await (fillDraft?.(draft) ?? fill(draft, source, settings.owner));
    const created = await moveUnlessTaken(draft, directory);
    if (created) await removeDrafts(settings.workspacesDirectory, prefix);
    return { ok: true, directory, created };
  } catch (error) {
    // Another caller may have finished, and removed this draft as one left behind.
    if (await isDirectory(directory)) return { ok: true, directory, created: false };
    if (isFullDisk(error)) throw error instanceof DiskFull ? error : new DiskFull(error);
    return { ok: false, code: 'copyFailed', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    if (draft !== undefined) await discardTree(draft);
  }
}

const sourceOf = (settings: WorkspaceSettings, name: string): string | undefined =>
  Object.hasOwn(settings.sources, name) ? settings.sources[name] : undefined;

const isDirectory = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;

/** Drafts and workspaces are private to the sandbox's user. */
async function fill(
  draft: string,
  source: string | undefined,
  owner: WorkspaceSettings['owner'],
): Promise<void> {
  if (source === undefined) {
    await chmod(draft, 0o700);
    if (owner !== undefined) await lchown(draft, owner.uid, owner.gid);
    return;
  }
  if (!(await stat(source)).isDirectory()) throw new Error(`The source ${source} is not a directory.`);
  await copyTree(source, draft, owner);
}

/**
 * Renames without ever replacing: rename(2) would put a second empty directory over the first one, which a
 * running command may be working in. `mv -n` asks the kernel for exactly that and leaves the draft when the
 * name is taken. Whose directory it is then is told by its number: a draft that is gone may have been removed
 * by the caller that was faster.
 */
async function moveUnlessTaken(draft: string, directory: string): Promise<boolean> {
  const { ino } = await lstat(draft, { bigint: true });
  await runProgram('mv', ['-nT', '--', draft, directory]);
  return (await lstat(directory, { bigint: true })).ino === ino;
}

/** Left by killed workers; a caller that is still filling one fails and then finds the finished workspace. */
async function removeDrafts(workspacesDirectory: string, prefix: string): Promise<void> {
  const names = (await readdir(workspacesDirectory)).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => discardTree(join(workspacesDirectory, name))));
}
