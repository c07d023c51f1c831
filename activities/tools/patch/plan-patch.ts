/** Works out what a patch does to a set of files, all or nothing. */

import { shown } from '../../workspace/workspace-path.ts';
import { applyHunks } from './apply-hunks.ts';
import type { FileChange, Hunk } from './file-change.ts';

/**
 * What stands at a path: the text of a regular file with its mode, nothing, or something a patch cannot
 * touch.
 */
export type FileState =
  | {
      readonly kind: 'file';
      readonly content: string;
      readonly mode: string;
      /** Names with the same one are hard links of one file; absent in a file that the patch makes. */
      readonly inode?: string;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly why: string };

/** What stands at the paths of a patch before it. */
export interface FoundFiles {
  /** One entry for each place. */
  readonly files: ReadonlyMap<string, FileState>;
  /**
   * The path that stands for the place to which a path leads: another one where links lead two paths to the
   * same place.
   */
  readonly places: ReadonlyMap<string, string>;
}

export type FileWrite =
  | { readonly kind: 'write'; readonly path: string; readonly content: string; readonly mode: string }
  | { readonly kind: 'delete'; readonly path: string };

export type PatchPlan =
  | { readonly ok: true; readonly writes: readonly FileWrite[]; readonly summary: readonly string[] }
  /** One line for every change that cannot be made. */
  | { readonly ok: false; readonly problems: readonly string[] };

const NEW_FILE_MODE = '644';

/** Paths that the plan depends on. */
export const pathsOf = (changes: readonly FileChange[]): string[] => [
  ...new Set(
    changes.flatMap((change) =>
      change.kind === 'update' && change.moveTo ? [change.path, change.moveTo] : [change.path],
    ),
  ),
];

/**
 * Changes are made in order, each on what the ones before left. `places` has an entry for each of `pathsOf`.
 */
export function planPatch(changes: readonly FileChange[], { files, places }: FoundFiles): PatchPlan {
  const now = new Map(files);
  const placeOf = (path: string): string => places.get(path) ?? path;
  const problems: string[] = [];
  const summary: string[] = [];
  for (const change of changes) {
    const problem = applyChange(change, now, placeOf, summary);
    if (problem !== undefined) problems.push(`${shown(change.path)}: ${problem}`);
  }
  if (problems.length > 0) return { ok: false, problems };
  const writes = [...now].flatMap(([path, state]) => difference(path, files.get(path), state));
  return { ok: true, writes, summary };
}

function applyChange(
  change: FileChange,
  files: Map<string, FileState>,
  placeOf: (path: string) => string,
  summary: string[],
): string | undefined {
  const { path } = change;
  const place = placeOf(path);
  const state = files.get(place) ?? { kind: 'absent' };
  if (state.kind === 'unusable') return state.why;
  if (change.kind === 'add') {
    const { content, mode = NEW_FILE_MODE } = change;
    if (state.kind === 'absent') {
      files.set(place, { kind: 'file', content, mode });
      summary.push(`A ${shown(path)}`);
      return undefined;
    }
    rewrite(files, place, { ...state, content });
    summary.push(`M ${shown(path)} (${content === state.content ? UNCHANGED : 'existed, replaced'})`);
    return undefined;
  }
  if (state.kind === 'absent') return `cannot ${change.kind} it: there is no such file.`;
  if (change.kind === 'delete') {
    const problem = otherThanRemoved(state.content, change.hunks ?? []);
    if (problem !== undefined) return problem;
    files.set(place, { kind: 'absent' });
    summary.push(`D ${shown(path)}`);
    return undefined;
  }
  const applied = applyHunks(state.content, change.hunks);
  if (!applied.ok) return applied.problem;
  const { content } = applied;
  const { moveTo = path } = change;
  const target = placeOf(moveTo);
  if (target === place) rewrite(files, place, { ...state, content });
  else {
    const there = files.get(target);
    if (there?.kind === 'unusable') return `cannot be moved to ${shown(moveTo)}: ${there.why}`;
    if (there?.kind === 'file') return `cannot be moved to ${shown(moveTo)}: that file exists.`;
    files.set(place, { kind: 'absent' });
    files.set(target, { kind: 'file', content, mode: state.mode });
  }
  const isSame = target === place && content === state.content;
  summary.push(
    moveTo === path
      ? `M ${shown(path)}${isSame ? ` (${UNCHANGED})` : ''}`
      : `R ${shown(path)} -> ${shown(moveTo)}`,
  );
  summary.push(...applied.notes.map((note) => `  ${note}`));
  return undefined;
}

/** Why a file is not the one that a unified diff deletes; no hunks say nothing of its lines. */
function otherThanRemoved(content: string, hunks: readonly Hunk[]): string | undefined {
  if (hunks.length === 0) return undefined;
  const applied = applyHunks(content, hunks);
  const other = !applied.ok
    ? applied.problem
    : applied.content === ''
      ? undefined
      : 'it has more lines than these.';
  return (
    other && `is not deleted, for it does not hold the lines that the diff removes: ${other} ${DELETED_SO}`
  );
}

const DELETED_SO = '"*** Delete File: <path>" deletes a file whatever it holds.';

const UNCHANGED = 'nothing changed: it was so before';

/** A file has the new text under all of its names. */
function rewrite(files: Map<string, FileState>, place: string, after: FileState & { kind: 'file' }): void {
  files.set(place, after);
  if (after.inode === undefined) return;
  for (const [other, state] of files)
    if (state.kind === 'file' && state.inode === after.inode)
      files.set(other, { ...state, content: after.content });
}

/** Also by its text: what leaves a file as it was writes nothing. */
const isSameFile = (before: FileState | undefined, after: FileState): boolean =>
  after === before ||
  (after.kind === 'file' &&
    before?.kind === 'file' &&
    before.content === after.content &&
    before.mode === after.mode &&
    before.inode === after.inode);

function difference(path: string, before: FileState | undefined, after: FileState): FileWrite[] {
  if (after.kind === 'unusable' || isSameFile(before, after)) return [];
  const gone: FileWrite[] = before?.kind === 'file' ? [{ kind: 'delete', path }] : [];
  if (after.kind === 'absent') return gone;
  const { content, mode } = after;
  // A file that was deleted and made anew is another one than that which still has its other names.
  const isAnother = before?.kind === 'file' && before.inode !== after.inode;
  return [...(isAnother ? gone : []), { kind: 'write', path, content, mode }];
}
