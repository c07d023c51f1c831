/**
 * What a run of a check did, in its copy, to entries that were not its to change. Times at which inodes changed tell, also where
 * something was changed back: nobody can set those. Pure.
 */
import type { RunTraces } from '../../workflows/workspace-changes.ts';
import type { Ownership } from '../accepted/copy-plan.ts';
import { isGitBookkeeping } from '../accepted/git-bookkeeping.ts';
import type { Entries, EntryStamp } from '../workspace/list-entries.ts';
import { type BytePath, displayPath } from '../workspace/tree-paths.ts';

const MAX_NAMED = 100;

/** The copy before the run, when nothing had been read, and after it. */
export interface RunLists {
  readonly before: Entries;
  readonly after: Entries;
}

/** Where no work is declared, everything that is not sealed may be the work. */
export function tracesOf(
  { before, after }: RunLists,
  ownership: Ownership,
): Omit<RunTraces, 'leftProcesses'> {
  const { isProtected, isDeclared } = ownership;
  const changed = [...before].flatMap(([path, stamp]) => (isTouched(stamp, after.get(path)) ? [path] : []));
  const added = [...after.keys()].filter((path) => !before.has(path));
  const isUndeclared = (path: BytePath): boolean =>
    isDeclared !== undefined && !isProtected(path) && !isDeclared(path) && !isGitBookkeeping(path, undefined);
  return {
    sealed: shown(changed.filter(isProtected)),
    planted: shown(added.filter(isProtected)),
    undeclared: shown(changed.filter(isUndeclared)),
  };
}

/**
 * Of a folder, times move with every entry that comes or goes; it counts as changed when it was replaced, closed or removed.
 */
function isTouched(stamp: EntryStamp, now: EntryStamp | undefined): boolean {
  if (now === undefined || now.inode !== stamp.inode || now.kind !== stamp.kind) return true;
  return stamp.kind === 'd' ? now.mode !== stamp.mode : now.ctime !== stamp.ctime;
}

const shown = (paths: readonly BytePath[]): string[] =>
  paths.slice().sort().slice(0, MAX_NAMED).map(displayPath);

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
