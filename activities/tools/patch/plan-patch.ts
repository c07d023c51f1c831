/** Works out what a patch does to a set of files, all or nothing. */

import { shown } from '../../workspace/workspace-path.ts';
import { applyHunks } from './apply-hunks.ts';
import type { FileChange } from './file-change.ts';

/** What stands at a path: the text of a regular file with its mode, nothing, or something a patch cannot touch. */
export type FileState =
  | { readonly kind: 'file'; readonly content: string; readonly mode: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly why: string };

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

/** Changes are made in order, each on what the ones before left. `files` has an entry for each of `pathsOf`. */
export function planPatch(changes: readonly FileChange[], files: ReadonlyMap<string, FileState>): PatchPlan {
  const now = new Map(files);
  const problems: string[] = [];
  const summary: string[] = [];
  for (const change of changes) {
    const problem = applyChange(change, now, summary);
    if (problem !== undefined) problems.push(`${shown(change.path)}: ${problem}`);
  }
  if (problems.length > 0) return { ok: false, problems };
  const writes = [...now].flatMap(([path, state]) => difference(path, files.get(path), state));
  return { ok: true, writes, summary };
}

function applyChange(
  change: FileChange,
  files: Map<string, FileState>,
  summary: string[],
): string | undefined {
  const { path } = change;
  const state = files.get(path) ?? { kind: 'absent' };
  if (state.kind === 'unusable') return state.why;
  if (change.kind === 'add') {
    files.set(path, {
      kind: 'file',
      content: change.content,
      mode: state.kind === 'file' ? state.mode : NEW_FILE_MODE,
    });
    summary.push(state.kind === 'file' ? `M ${shown(path)} (existed, replaced)` : `A ${shown(path)}`);
    return undefined;
  }
  if (state.kind === 'absent') return `cannot ${change.kind} it: there is no such file.`;
  if (change.kind === 'delete') {
    files.set(path, { kind: 'absent' });
    summary.push(`D ${shown(path)}`);
    return undefined;
  }
  const applied = applyHunks(state.content, change.hunks);
  if (!applied.ok) return applied.problem;
  const { moveTo = path } = change;
  if (moveTo !== path) {
    const target = files.get(moveTo);
    if (target?.kind === 'unusable') return `cannot be moved to ${shown(moveTo)}: ${target.why}`;
    if (target?.kind === 'file') return `cannot be moved to ${shown(moveTo)}: that file exists.`;
    files.set(path, { kind: 'absent' });
  }
  files.set(moveTo, { ...state, content: applied.content });
  summary.push(moveTo === path ? `M ${shown(path)}` : `R ${shown(path)} -> ${shown(moveTo)}`);
  summary.push(...applied.notes.map((note) => `  ${note}`));
  return undefined;
}

function difference(path: string, before: FileState | undefined, after: FileState): FileWrite[] {
  if (after.kind === 'file') return after === before ? [] : [{ ...after, kind: 'write', path }];
  return after.kind === 'absent' && before?.kind === 'file' ? [{ kind: 'delete', path }] : [];
}
