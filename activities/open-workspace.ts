/** The directory of a thread's workspace, made on first use. */
import { ApplicationFailure } from '@temporalio/activity';
import { FAILURE_TYPE } from '../workflows/failure-type.ts';
import type { ActivityDependencies } from './dependencies.ts';

/** Throws a failure that ends the goal's run when the workspace cannot be made: no repetition would mend that. */
export async function openWorkspace(
  { recall, workspaces }: Pick<ActivityDependencies, 'recall' | 'workspaces'>,
  threadId: string,
): Promise<string> {
  const { workspaceSource } = await recall.settings(threadId);
  const workspace = await workspaces.ensure(threadId, workspaceSource);
  if (workspace.ok) return workspace.directory;
  throw ApplicationFailure.create({
    type: FAILURE_TYPE.workspaceUnavailable,
    message: workspace.reason,
    nonRetryable: true,
  });
}
