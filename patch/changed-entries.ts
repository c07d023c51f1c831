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
  const onTheWay = { before: foldersOnTheWayIn(before), after: foldersOnTheWayIn(after) };
  for (const path of differingPaths(before, after)) {
    const changed = { path, before: before.get(path), after: after.get(path) };
    if (isTold(changed)) told.push(changed);
    else if (!comesWithContent(changed, onTheWay)) untold.push(path);
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

interface OnTheWay {
  readonly before: ReadonlySet<BytePath>;
  readonly after: ReadonlySet<BytePath>;
}

/** A folder comes and goes with what is in it. */
function comesWithContent({ path, before, after }: ChangedPath, onTheWay: OnTheWay): boolean {
  if (before !== undefined && after !== undefined) return false;
  const [entry, folders] = before === undefined ? [after, onTheWay.after] : [before, onTheWay.before];
  return entry?.kind === 'directory' && folders.has(path);
}

/** Every folder that has in it, however deep, what git keeps. Each is met once: trees may hold many. */
function foldersOnTheWayIn(tree: Manifest): ReadonlySet<BytePath> {
  const folders = new Set<BytePath>();
  for (const [path, entry] of tree) {
    if (gitModeOf(entry) === undefined) continue;
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      const folder = path.slice(0, cut);
      // Those above it came with it.
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
