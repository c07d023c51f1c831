/**
 * What a command sees read-only beside the policy: entries of its workspace, and files that the service
 * brings along.
 */
import { lstatSync } from 'node:fs';
import { type BytePath, toHostPath } from '../../../tree/tree-paths.ts';
import type { SandboxedCommand } from '../sandbox.ts';
import { WORKSPACE_INSIDE } from './environment.ts';

/** bubblewrap takes 9,000 arguments in all, and three stand for a mount. */
const MAX_MOUNTS = 2_000;

/**
 * Arguments for `bwrap --args`, each ended by NUL: names are bytes, which an argument of a process that Node
 * starts cannot hold. `undefined` when there is nothing to mount. Links, and what lies behind one, are passed
 * over: a mount would follow them out of the workspace. Throws when an entry is not there, or when there are
 * too many.
 */
export function readOnlyMounts({
  workspace,
  readOnlyEntries = [],
  heldFolders = [],
  readOnlyBinds = {},
}: Pick<SandboxedCommand, 'workspace' | 'readOnlyEntries' | 'heldFolders' | 'readOnlyBinds'>):
  | Buffer
  | undefined {
  const isMountable = mountableIn(workspace);
  const entries = readOnlyEntries.filter(isMountable);
  const inPlace = (option: string, path: BytePath) =>
    mount(option, toHostPath(workspace, path), toHostPath(WORKSPACE_INSIDE, path));
  const mounts = [
    ...heldWith(entries, heldFolders.filter(isMountable)).map((path) => inPlace('--bind', path)),
    ...entries.map((path) => inPlace('--ro-bind', path)),
    ...Object.entries(readOnlyBinds).map(([inside, host]) =>
      mount('--ro-bind', Buffer.from(host), Buffer.from(inside)),
    ),
  ];
  if (mounts.length > MAX_MOUNTS)
    throw new Error(`${mounts.length} read-only mounts are too many; at most ${MAX_MOUNTS} are possible.`);
  if (mounts.length === 0) return undefined;
  return Buffer.concat(mounts);
}

const NUL = Buffer.from([0]);
const mount = (option: string, from: Buffer, to: Buffer): Buffer =>
  Buffer.concat([Buffer.from(option), NUL, from, NUL, to, NUL]);

/**
 * The folders that lead to the entries, and those that are held, the outer ones first. Each is mounted over
 * itself, writable: what is mounted cannot be renamed, and without that another folder could be put in the
 * place of one that holds an entry.
 */
function heldWith(entries: readonly BytePath[], held: readonly BytePath[]): BytePath[] {
  const folders = new Set(held);
  for (const entry of entries)
    for (let path = parentOf(entry); path !== ''; path = parentOf(path)) folders.add(path);
  return [...folders].sort();
}

/** Looks at each folder once. */
function mountableIn(workspace: string): (path: BytePath) => boolean {
  const realFolders = new Map<BytePath, boolean>();
  const isRealFolder = (path: BytePath): boolean => {
    const known = realFolders.get(path);
    if (known !== undefined) return known;
    const isReal =
      path === '' || (isRealFolder(parentOf(path)) && lstatSync(toHostPath(workspace, path)).isDirectory());
    realFolders.set(path, isReal);
    return isReal;
  };
  return (path) => {
    if (!isRealFolder(parentOf(path))) return false;
    const stats = lstatSync(toHostPath(workspace, path));
    return stats.isFile() || stats.isDirectory();
  };
}

const parentOf = (path: BytePath): BytePath => path.slice(0, Math.max(0, path.lastIndexOf('/')));
