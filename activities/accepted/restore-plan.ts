/** What has to be placed to put paths of a workspace back to the accepted state. Pure. */
import { differingPaths } from '../../states/compare-entries.ts';
import type { Manifest, Placed } from '../../states/state-entry.ts';
import { foldersOnTheWay } from '../../tree/folders-on-the-way.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import type { PathFilter } from './path-filter.ts';
import { changedSealed } from './seal.ts';

export interface RestorePlan {
  readonly placed: readonly Placed[];
  /** What will be as it was accepted again, and what goes since nothing was accepted there; sorted. */
  readonly putBack: readonly BytePath[];
  readonly removed: readonly BytePath[];
  /** What stands where a folder has to be, and goes as well. */
  readonly inTheWay: readonly BytePath[];
  /** What lies in a folder whose place is taken, and goes with it. */
  readonly below: readonly BytePath[];
  /** Pipes, sockets and devices are not made anew. */
  readonly impossible: readonly BytePath[];
}

/** Exactly these paths, whatever they are now. */
export function planRestore(accepted: Manifest, current: Manifest, paths: readonly BytePath[]): RestorePlan {
  const impossible = paths.filter((path) => accepted.get(path)?.kind === 'special');
  const possible = paths.filter((path) => accepted.get(path)?.kind !== 'special');
  const putBack = possible.filter((path) => accepted.has(path));
  const removed = possible.filter((path) => !accepted.has(path));
  const isPutBack = new Set(putBack);
  const folders = [...new Set(putBack.flatMap(foldersOnTheWay))].filter(
    (folder) => current.get(folder)?.kind !== 'directory' && !isPutBack.has(folder),
  );
  const placed = [...putBack, ...removed, ...folders].map((path): Placed => {
    const entry = accepted.get(path);
    return { path, entry: entry ?? { kind: 'absent' } };
  });
  return {
    placed,
    putBack,
    removed,
    inTheWay: folders.filter((folder) => current.has(folder)),
    below: lostBelow(placed, current),
    impossible,
  };
}

/** What nobody named, and what goes all the same. */
function lostBelow(placed: readonly Placed[], current: Manifest): BytePath[] {
  const named = new Set(placed.map(({ path }) => path));
  const taken = new Set(placed.filter(({ entry }) => entry.kind !== 'directory').map(({ path }) => path));
  return [...current.keys()].filter(
    (path) => !named.has(path) && foldersOnTheWay(path).some((folder) => taken.has(folder)),
  );
}

export type ChosenPaths =
  | { readonly ok: true; readonly paths: readonly BytePath[] }
  | { readonly ok: false; readonly refusal: 'notAccepted' | 'folderWithoutSeals' };

/**
 * What a model may have put back by naming one path: a sealed path, whatever became of it; any other one that
 * was accepted, unless it is a folder. Of a folder only what is sealed in it, so that no work is lost which
 * is nobody else's.
 */
export function restorableAt(
  accepted: Manifest,
  current: Manifest,
  isProtected: PathFilter,
  path: BytePath,
): ChosenPaths {
  const isAt = (each: BytePath): boolean => each === path || each.startsWith(`${path}/`);
  const changedSeals = changedSealed(accepted, current, isProtected).filter(isAt);
  const was = accepted.get(path);
  const isFolder = (was ?? current.get(path))?.kind === 'directory';
  if (changedSeals.length > 0 || isProtected(path)) return { ok: true, paths: changedSeals };
  if (isFolder) return { ok: false, refusal: 'folderWithoutSeals' };
  if (was === undefined) return { ok: false, refusal: 'notAccepted' };
  return { ok: true, paths: differingPaths(accepted, current).filter((each) => each === path) };
}
