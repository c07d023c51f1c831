/** What leads from one view of a workspace to another: a patch, and what became of each file. */
import { type ChangedPath, changedPaths } from '../../patch/changed-entries.ts';
import { type GitPatch, gitPatch } from '../../patch/git-patch.ts';
import type { Manifest, StateEntry } from '../../states/state-entry.ts';
import { type BytePath, displayPath } from '../../tree/tree-paths.ts';
import { ProblemError, unavailable } from '../http/problem.ts';
import { pathProblem } from './path-problems.ts';
import { readBlob } from './view/read-blob.ts';
import type { TreeView } from './view/tree-view.ts';

/** Contents are compared in memory. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface DiffedPath extends ChangedPath, GitPatch {}

export interface Diff {
  readonly changes: readonly DiffedPath[];
  /** What no patch of git can tell. */
  readonly untold: readonly BytePath[];
}

export interface SurveyedView {
  readonly view: TreeView;
  readonly manifest: Manifest;
}

/** Throws what keeps a reader from it. */
export async function surveyed(view: TreeView, signal?: AbortSignal): Promise<SurveyedView> {
  const survey = await view.survey(signal);
  if (!survey.ok) throw pathProblem(survey.reason, survey.path);
  return { view, manifest: survey.manifest };
}

export async function diffBetween(from: SurveyedView, to: SurveyedView, signal?: AbortSignal): Promise<Diff> {
  const { told, untold } = changedPaths(from.manifest, to.manifest);
  refuseTooLarge(told);
  const changes: DiffedPath[] = [];
  for (const changed of told) {
    signal?.throwIfAborted();
    const { path } = changed;
    const [before, after] = await Promise.all([
      readBlob(from.view, path, changed.before),
      readBlob(to.view, path, changed.after),
    ]);
    if (before === 'gone' || after === 'gone')
      throw unavailable('the workspace is being changed; repeat the request, or name a kept state');
    changes.push({ ...changed, ...gitPatch({ path, before, after }) });
  }
  return { changes, untold };
}

function refuseTooLarge(changes: readonly ChangedPath[]): void {
  let bytes = 0;
  for (const { path, before, after } of changes) {
    bytes += sizeOf(before) + sizeOf(after);
    if (bytes <= MAX_BYTES) continue;
    throw new ProblemError({
      status: 422,
      code: 'changeTooLarge',
      title: 'More was changed than a diff can tell',
      detail: `At ${displayPath(path)} it is over ${MAX_BYTES} bytes; GET …/archive gives any size.`,
      path: displayPath(path),
    });
  }
}

const sizeOf = (entry: StateEntry | undefined): number => (entry?.kind === 'file' ? entry.sizeBytes : 0);
