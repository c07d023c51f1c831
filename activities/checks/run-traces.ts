/**
 * What a run of a check did, in its copy, to entries that were not its to change. Times at which inodes
 * changed tell, also where something was changed back: nobody can set those. Pure.
 */

import type { Entries, EntryStamp } from '../../tree/listing/entry-stamp.ts';
import { type BytePath, displayPath } from '../../tree/tree-paths.ts';
import type { RunTraces } from '../../workflows/evidence/workspace-changes.ts';
import type { Ownership } from '../accepted/copy-plan.ts';
import { isGitBookkeeping } from '../accepted/git-bookkeeping.ts';
import type { PathFilter } from '../accepted/path-filter.ts';

/** The copy before the run, when nothing had been read, and after it. */
export interface RunLists {
  readonly before: Entries;
  readonly after: Entries;
}

/** Where no work is declared, everything that is neither sealed nor decides checks may be the work. */
export function tracesOf(
  { before, after }: RunLists,
  { isProtected, isDeclared }: Ownership,
  decidesChecks: PathFilter,
): Omit<RunTraces, 'leftProcesses'> {
  const changed = [...before].flatMap(([path, stamp]) => (isTouched(stamp, after.get(path)) ? [path] : []));
  const added = [...after.keys()].filter((path) => !before.has(path));
  const isUndeclared = (path: BytePath): boolean =>
    !isProtected(path) &&
    (isDeclared === undefined ? decidesChecks(path) : !isDeclared(path)) &&
    !isGitBookkeeping(path, undefined);
  const held = foldersOf(before, (path) => isProtected(path) || isUndeclared(path));
  const moved = [...before].flatMap(([path, stamp]) =>
    (held.has(path) || isProtected(path)) && hasMoved(stamp, after.get(path)) ? [path] : [],
  );
  return {
    sealed: shown(changed.filter(isProtected)),
    planted: shown(added.filter(isProtected)),
    undeclared: shown(changed.filter(isUndeclared)),
    moved: shown(moved),
  };
}

/** Folders that a file or link of the kind lies in, at any depth. */
function foldersOf(entries: Entries, isOfKind: PathFilter): ReadonlySet<BytePath> {
  const folders = new Set<BytePath>();
  for (const [path, { kind }] of entries) {
    if (kind === 'd' || !isOfKind(path)) continue;
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      folders.add(path.slice(0, end));
  }
  return folders;
}

/** A folder that is where it was, and was not left alone. Renaming it moves the time of its inode as well. */
const hasMoved = (stamp: EntryStamp, now: EntryStamp | undefined): boolean =>
  stamp.kind === 'd' && now?.kind === 'd' && now.inode === stamp.inode && now.ctime !== stamp.ctime;

/**
 * The times of a folder move with every entry that comes or goes; it counts as changed when it was replaced,
 * closed or removed.
 */
function isTouched(stamp: EntryStamp, now: EntryStamp | undefined): boolean {
  if (now === undefined || now.inode !== stamp.inode || now.kind !== stamp.kind) return true;
  return stamp.kind === 'd' ? now.mode !== stamp.mode : now.ctime !== stamp.ctime;
}

const shown = (paths: readonly BytePath[]): string[] => paths.slice().sort().map(displayPath);

/** What one run did that another one, of the same check without the work, did not do. */
export const beyond = (traces: RunTraces, usual: readonly RunTraces[]): RunTraces => {
  const without = (of: (traces: RunTraces) => readonly string[]): string[] => {
    const known = new Set(usual.flatMap(of));
    return of(traces).filter((path) => !known.has(path));
  };
  return {
    ...traces,
    sealed: without(({ sealed }) => sealed),
    planted: without(({ planted }) => planted),
    undeclared: without(({ undeclared }) => undeclared),
    leftProcesses: without(({ leftProcesses }) => leftProcesses),
  };
};
