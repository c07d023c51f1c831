/**
 * The directory of a thread's workspace, made on first use; what it held then is what a person gave, and is
 * kept before anything runs in it.
 */
import { ApplicationFailure } from '@temporalio/activity';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { displayPath } from '../tree/tree-paths.ts';

/**
 * Throws a failure that ends the goal's run when the workspace cannot be made: no repetition would mend that.
 */
export async function openWorkspace(
  { journal, recall, workspaces }: Pick<ActivityDependencies, 'journal' | 'recall' | 'workspaces'>,
  threadId: string,
): Promise<string> {
  const { workspaceSource } = await recall.settings(threadId);
  const workspace = await workspaces.ensure(threadId, workspaceSource);
  if (!workspace.ok)
    throw ApplicationFailure.create({
      type: FAILURE_TYPE.workspaceUnavailable,
      message: workspace.reason,
      nonRetryable: true,
    });
  // Whoever comes first keeps it; nothing has run in the workspace before.
  if ((await recall.givenState(threadId)) === undefined) {
    const { stateId, manifest } = await workspaces.states.keep(workspace.directory);
    await journal.keepGivenState(threadId, stateId);
    await journal.savePaths(threadId, [...manifest.keys()].map(displayPath));
  }
  return workspace.directory;
}
