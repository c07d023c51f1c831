/** Where two states differ, as far as a patch of git can tell, and where it cannot. Pure. */
import { differingPaths } from '../states/compare-entries.ts';
import type { Manifest, StateEntry } from '../states/state-entry.ts';
import type { BytePath } from '../tree/tree-paths.ts';
import { gitModeOf } from './git-entry.ts';

export interface ChangedPath {
  readonly path: BytePath;
  readonly before: StateEntry | undefined;
  readonly after: StateEntry | undefined;
}

export interface ChangedPaths {
  readonly told: readonly ChangedPath[];
  /** Folders with nothing in them, special files, and permissions beyond the owner's right to run a file. */
  readonly untold: readonly BytePath[];
}

export function changedPaths(before: Manifest, after: Manifest): ChangedPaths {
  const told: ChangedPath[] = [];
  const untold: BytePath[] = [];
  for (const path of differingPaths(before, after)) {
    const changed = { path, before: before.get(path), after: after.get(path) };
    if (isTold(changed)) told.push(changed);
    else if (!isFolderOnTheWay(changed, before, after)) untold.push(path);
  }
  return { told, untold };
}

function isTold({ before, after }: ChangedPath): boolean {
  const [old, now] = [gitModeOf(before), gitModeOf(after)];
  if (old !== now) return true;
  return before?.kind === 'file' && after?.kind === 'file' && before.sha256 !== after.sha256
    ? true
    : before?.kind === 'link' && after?.kind === 'link';
}

/** It comes and goes with what is in it. */
function isFolderOnTheWay(
  { path, before: old, after: now }: ChangedPath,
  before: Manifest,
  after: Manifest,
): boolean {
  if (old !== undefined && now !== undefined) return false;
  const side = old === undefined ? after : before;
  if ((old ?? now)?.kind !== 'directory') return false;
  for (const [other, entry] of side)
    if (other.startsWith(`${path}/`) && gitModeOf(entry) !== undefined) return true;
  return false;
}
