/**
 * Which folders of a copy are held while a check runs again. Where everything that could be made is sealed as
 * absent, the folder is closed to writing, unless the check writes there without the work as well; the others
 * only stay where they are. Pure.
 */

import { type BytePath, displayPath, shownPath } from '../../../tree/tree-paths.ts';
import { cleanPattern } from '../../../workflows/contract/patterns/path-pattern.ts';
import type { RunTraces } from '../../../workflows/evidence/workspace-changes.ts';
import type { TraceTools } from './trace-tools.ts';

export interface Folders {
  /** Nothing can be written in them. */
  readonly closed: readonly BytePath[];
  /** They cannot be moved away. */
  readonly held: readonly BytePath[];
  /** More than a sandbox takes. */
  readonly isTooMany?: boolean;
}

type Rules = Pick<TraceTools, 'survey' | 'protectedPaths' | 'undeclaredReads'>;

/** Each is a mount of its own. */
const MAX_FOLDERS = 150;
/** No file can have such a name. */
const ANY_NAME = '\0';

export function foldersToHold(traces: RunTraces, usual: readonly RunTraces[], rules: Rules): Folders {
  const moved = (traces.moved ?? []).map(shownPath);
  const usuallyMoved = new Set(usual.flatMap((each) => each.moved ?? []).map(shownPath));
  const isUnusual = (path: BytePath): boolean => !usuallyMoved.has(path);
  const closed = [
    ...traces.planted.flatMap((path) => closableAbove(shownPath(path), rules).slice(0, 1)),
    ...moved.filter((path) => isUnusual(path) && isClosable(path, rules)),
  ];
  const holdsSeals = sealsBelow(rules);
  const isOfConcern = (path: BytePath): boolean =>
    holdsSeals.has(path) || (rules.undeclaredReads !== 'report' && isUnusual(path));
  return addTo({ closed: [], held: [] }, { closed, held: moved.filter(isOfConcern) });
}

/**
 * Made where it cannot be made impossible: the contract names the path itself, or no folder around it is
 * sealed.
 */
export function isSpelledOut(path: BytePath, rules: Rules): boolean {
  const names = rules.protectedPaths.map(cleanPattern);
  return (
    names.includes(displayPath(path)) ||
    !isClosed(parentOf(path), rules) ||
    closableAbove(path, rules).length === 0
  );
}

/** Both; a folder within a closed one needs nothing more. */
export function addTo(folders: Folders, more: Folders): Folders {
  const closed = outermost([...folders.closed, ...more.closed]);
  const held = [...new Set([...folders.held, ...more.held])].filter((path) => !isIn(closed, path));
  return { closed, held: held.sort(), isTooMany: closed.length + held.length > MAX_FOLDERS };
}

/** Whether the folders are held already. */
export const isPartOf = ({ closed, held }: Folders, folders: Folders): boolean =>
  closed.every((path) => isIn(folders.closed, path)) &&
  held.every((path) => isIn(folders.closed, path) || folders.held.includes(path));

export const namesOf = ({ closed, held }: Folders): string[] =>
  [...closed, ...held].sort().map((path) => `${displayPath(path)}/`);

/** The folders above the path that can be closed and are there, the outer ones first. */
function closableAbove(path: BytePath, rules: Rules): BytePath[] {
  const names = path.split('/');
  return names
    .slice(1)
    .map((_, index) => names.slice(0, index + 1).join('/'))
    .filter((folder) => isClosable(folder, rules));
}

const isClosable = (folder: BytePath, rules: Rules): boolean =>
  isClosed(folder, rules) && rules.survey.plan.composed.get(folder)?.kind === 'directory';

/** Whatever could be made in the folder is sealed as absent. */
const isClosed = (folder: BytePath, { survey }: Rules): boolean =>
  folder !== '' && survey.ownership.isProtected(`${folder}/${ANY_NAME}`);

/** Folders that are sealed, or that something sealed lies in. */
function sealsBelow({ survey: { plan, ownership } }: Rules): ReadonlySet<BytePath> {
  const folders = new Set<BytePath>();
  for (const path of plan.composed.keys())
    if (ownership.isProtected(path))
      for (let folder = path; folder !== '' && !folders.has(folder); folder = parentOf(folder))
        folders.add(folder);
  return folders;
}

const parentOf = (path: BytePath): BytePath => path.slice(0, Math.max(0, path.lastIndexOf('/')));

const outermost = (folders: readonly BytePath[]): BytePath[] => {
  const sorted = [...new Set(folders)].sort();
  return sorted.filter((path) => !sorted.some((other) => path.startsWith(`${other}/`)));
};

const isIn = (folders: readonly BytePath[], path: BytePath): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
