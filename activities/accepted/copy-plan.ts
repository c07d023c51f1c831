/**
 * What the copy is made of that checks run in: the accepted state plus the declared work. Where a contract
 * declares the work (`boundaries.writePaths`), every other change of the workspace is left out, so that its
 * presence can decide nothing. Where none is declared, the workspace as it is, with the sealed entries as
 * they were accepted. Pure.
 */
import { isIdenticalEntry, isSameEntry, pathsOfBoth } from '../../states/compare-entries.ts';
import type { Manifest, Placed, StateEntry } from '../../states/state-entry.ts';
import { foldersOnTheWay } from '../../tree/folders-on-the-way.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import type { PathFilter } from './path-filter.ts';

export interface Ownership {
  readonly isProtected: PathFilter;
  /** Absent: the contract does not say what the work is. */
  readonly isDeclared?: PathFilter;
  /** A test that the contract declares as the work by a pattern that names no tests (`src/**`). */
  readonly isWideTest?: PathFilter;
  /** What is declared by no pattern that says its name: `Makefile` by `**`, `src/check.py` by `src/**`. */
  readonly isWide?: PathFilter;
}

export interface CopyPlan {
  /** What stands in the copy other than in the workspace; folders before what is in them. */
  readonly placed: readonly Placed[];
  /** Changes of the workspace that are not in the copy, sorted; times alone do not count. */
  readonly leftOut: readonly BytePath[];
  /** The copy whole, as a state. */
  readonly composed: Manifest;
}

export function planCopy(accepted: Manifest, current: Manifest, ownership: Ownership): CopyPlan {
  const carriesWork = foldersOfWork(accepted, current, ownership);
  const placed: Placed[] = [];
  const leftOut: BytePath[] = [];
  const composed = new Map<BytePath, StateEntry>();
  for (const path of pathsOfBoth(accepted, current)) {
    const was = placeable(accepted.get(path));
    const is = current.get(path);
    const isTaken =
      isOfWork(path, ownership) ||
      carriesWork.has(path) ||
      (areFolders(was, is) && isForWork(path, ownership));
    const entry = isTaken ? is : was;
    if (entry !== undefined) composed.set(path, entry);
    if (isIdenticalEntry(entry, is)) continue;
    if (!isSameEntry(entry, is)) leftOut.push(path);
    placed.push({ path, entry: entry ?? { kind: 'absent' } });
  }
  return { placed: placed.filter(isNeeded(placed)), leftOut, composed };
}

/** Whether the copy takes the path from the workspace. A seal goes before everything else. */
const isOfWork = (path: BytePath, { isProtected, isDeclared }: Ownership): boolean =>
  !isProtected(path) && (isDeclared === undefined || isDeclared(path));

/** A name that no file can have: it stands for any. */
const ANY_NAME = '\0';

/** `src` of `src/**`: where everything in a folder is the work, its permissions are. */
const isForWork = (folder: BytePath, ownership: Ownership): boolean =>
  ownership.isDeclared !== undefined &&
  !ownership.isProtected(folder) &&
  ownership.isDeclared(`${folder}/${ANY_NAME}`);

const areFolders = (was: StateEntry | undefined, is: StateEntry | undefined): boolean =>
  was?.kind === 'directory' && is?.kind === 'directory';

/**
 * Folders that are there only since the work began and that declared work lies in: `src` of `src/main.py`,
 * where the accepted state has no folder of that name.
 */
function foldersOfWork(accepted: Manifest, current: Manifest, ownership: Ownership): ReadonlySet<BytePath> {
  const folders = new Set<BytePath>();
  if (ownership.isDeclared === undefined) return folders;
  for (const path of current.keys()) {
    if (!isOfWork(path, ownership)) continue;
    for (const folder of foldersOnTheWay(path))
      if (accepted.get(folder)?.kind !== 'directory' && !ownership.isProtected(folder)) folders.add(folder);
  }
  return folders;
}

/** Pipes, sockets and devices are not made anew. */
const placeable = (entry: StateEntry | undefined): StateEntry | undefined =>
  entry?.kind === 'special' ? undefined : entry;

/** What lies in a folder that goes, or that something else takes the place of, goes with it. */
function isNeeded(placed: readonly Placed[]): (each: Placed) => boolean {
  const gone = new Set(placed.filter(({ entry }) => entry.kind !== 'directory').map(({ path }) => path));
  return ({ path, entry }) =>
    entry.kind !== 'absent' || !foldersOnTheWay(path).some((above) => gone.has(above));
}
