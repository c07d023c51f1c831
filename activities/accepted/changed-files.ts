/** Which entries of a workspace are not what was accepted. Pure. */

import { differingPaths } from '../../states/compare-entries.ts';
import type { Manifest, StateEntry } from '../../states/state-entry.ts';
import { type BytePath, displayPath } from '../../tree/tree-paths.ts';
import type { WorkspaceChanges } from '../../workflows/evidence/workspace-changes.ts';
import { isGitBookkeeping } from './git-bookkeeping.ts';

export type ChangedFile = WorkspaceChanges['files'][number];

/**
 * Sorted by path. A folder is named (with a `/` at its end) when it is empty or only its permissions changed:
 * what is in it speaks for it otherwise.
 */
export function changedFiles(
  accepted: Manifest,
  current: Manifest,
  kindOf: (path: BytePath) => ChangedFile['kind'],
): ChangedFile[] {
  const differing = differingPaths(accepted, current).filter(
    (path) => !isGitBookkeeping(path, accepted.get(path)),
  );
  const foldersOfChanges = foldersAbove(differing);
  return differing.flatMap((path): ChangedFile[] => {
    const was = accepted.get(path);
    const is = current.get(path);
    const isMade = was === undefined || is === undefined;
    if (isMade && (is ?? was)?.kind === 'directory' && foldersOfChanges.has(path)) return [];
    const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'modified';
    return [{ path: shownAs(path, is ?? was), change, kind: kindOf(path) }];
  });
}

/** Every folder that one of the paths lies in. */
export function foldersAbove(paths: readonly BytePath[]): ReadonlySet<BytePath> {
  const folders = new Set<BytePath>();
  for (const path of paths)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      folders.add(path.slice(0, end));
  return folders;
}

const shownAs = (path: BytePath, entry: StateEntry | undefined): string =>
  entry?.kind === 'directory' ? `${displayPath(path)}/` : displayPath(path);

const MAX_NAMED_FILES = 500;

/** The files stand as the journal keeps them, in the order of paths. */
export function workspaceChanges(files: readonly ChangedFile[]): WorkspaceChanges {
  const kept = new Set(fairShare(files, MAX_NAMED_FILES));
  return { count: files.length, files: files.filter((file) => kept.has(file)) };
}

/** The kinds are in order of how much hangs on them. */
export const KINDS: readonly ChangedFile['kind'][] = [
  'protected',
  'test',
  'configuration',
  'declared',
  'other',
];

/**
 * It gives at most so many of them, kind after kind, those of which most depends first. When not all fit,
 * each kind has its turn: whoever makes a thousand files of one kind must not push those of another off the
 * end.
 */
export function fairShare(files: readonly ChangedFile[], max: number): ChangedFile[] {
  const groups = KINDS.map((kind) => files.filter((file) => file.kind === kind));
  const counts = groups.map(() => 0);
  for (let left = Math.min(max, files.length); left > 0; )
    groups.forEach((group, index) => {
      const count = counts[index] ?? 0;
      if (left === 0 || count >= group.length) return;
      counts[index] = count + 1;
      left -= 1;
    });
  return groups.flatMap((group, index) => group.slice(0, counts[index]));
}
