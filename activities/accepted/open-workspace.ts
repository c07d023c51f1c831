/**
 * The directory of a thread's workspace, made on first use; what it held then is what a person gave, and is
 * kept before anything runs in it. One that was made before is never made anew: an empty directory would
 * stand in for lost work.
 */
import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { ApplicationFailure } from '@temporalio/activity';
import type { MadeWorkspace } from '../../journal/rows/workspace-row.ts';
import { markerPath } from '../../states/workspace-marker.ts';
import { displayPath } from '../../tree/tree-paths.ts';
import { FAILURE_TYPE, type WorkspaceLoss } from '../../workflows/turn/failure-type.ts';
import type { WorkspaceFrom } from '../../workflows/view/thread-view.ts';
import { sayWhile } from '../activity/heartbeat.ts';
import type { ActivityDependencies } from '../dependencies.ts';

type Dependencies = Pick<ActivityDependencies, 'journal' | 'recall' | 'workspaces'>;

/**
 * Throws a failure that ends the goal's run when there is no workspace: no repetition would mend that.
 * `orEmpty`: one that is not made yet is made without its source, since all of it is replaced.
 */
export async function openWorkspace(
  dependencies: Dependencies,
  threadId: string,
  orEmpty?: 'orEmpty',
): Promise<string> {
  const made = await dependencies.recall.workspace(threadId);
  if (made !== undefined) return findWorkspace(dependencies, threadId, made);
  return makeWorkspace(dependencies, threadId, orEmpty);
}

async function findWorkspace(
  { workspaces }: Dependencies,
  threadId: string,
  made: MadeWorkspace,
): Promise<string> {
  const { directory, isThere } = await workspaces.find(threadId, made.workspaceId);
  return isThere ? directory : refuseLost(directory, made);
}

async function makeWorkspace(
  dependencies: Dependencies,
  threadId: string,
  orEmpty?: 'orEmpty',
): Promise<string> {
  const { journal, recall, workspaces } = dependencies;
  const origin = orEmpty === undefined ? await recall.settings(threadId) : {};
  const hasGiven = (await recall.givenState(threadId)) !== undefined;
  const { workspaceSource, workspaceOrigin } = origin;
  const from = workspaceOrigin?.kind ?? (workspaceSource === undefined ? undefined : 'source');
  const ensure = () =>
    workspaces.ensure(threadId, workspaceSource, hasGiven ? 'mustExist' : undefined, workspaceOrigin);
  // A clone may take minutes, and nothing else of the call has begun.
  const workspace = await (from === undefined
    ? ensure()
    : sayWhile({ preparing: from satisfies WorkspaceFrom }, ensure));
  const set = await workspaces.set();
  if (!workspace.ok) {
    // An older release made it, and did not note where.
    if (workspace.code === 'missing') return refuseLost(workspace.directory, undefined);
    throw ApplicationFailure.create({
      type: FAILURE_TYPE.workspaceUnavailable,
      message: workspace.reason,
      nonRetryable: true,
    });
  }
  const { directory } = workspace;
  const workspaceId = await workspaces.mark(threadId);
  // Whoever comes first keeps it; nothing has run in the workspace before.
  if (!hasGiven) {
    const { stateId, manifest } = await workspaces.states.keep(directory);
    await journal.keepGivenState(threadId, stateId);
    await journal.savePaths(threadId, [...manifest.keys()].map(displayPath));
  }
  const kept = await journal.keepWorkspace(threadId, { ...set, directory, workspaceId });
  return kept.workspaceId === workspaceId ? directory : refuseLost(directory, kept);
}

const markerOf = (directory: string): string => markerPath(dirname(directory), basename(directory));

/** The words are for people: what is missing, on which worker, and what to do. */
function refuseLost(directory: string, made: MadeWorkspace | undefined): never {
  const worker = hostname();
  const origin =
    made === undefined
      ? ''
      : `; it was made by worker ${made.worker} as ${made.directory} (${made.workspaceId})`;
  throw ApplicationFailure.create({
    type: FAILURE_TYPE.workspaceLost,
    message:
      `the thread's workspace is not on worker ${worker}: ${directory} is missing, or is not the directory that was ` +
      `made${origin}, or was emptied by others. Mount the directory of the workspaces there, or put it back from a backup with its ` +
      `mark, and resume the goal${made === undefined ? '' : `; with ${made.workspaceId} as the only line of ${markerOf(directory)} what is there is taken for it`} ` +
      '(docs/running.md, "A lost workspace")',
    nonRetryable: true,
    details: [{ worker, directory } satisfies WorkspaceLoss],
  });
}
