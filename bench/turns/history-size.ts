/** How much history a workflow has written, over all of its runs. */
import type { WorkflowClient } from '@temporalio/client';
import type { History } from './contestant.ts';

/**
 * Follows the workflow from its current run on; ask at least once in every run, or runs in between are not
 * counted.
 */
export function createHistorySize(workflows: WorkflowClient, workflowId: string): () => Promise<History> {
  const closed: History[] = [];
  let runId: string | undefined;
  const describe = async (run?: string): Promise<History & { readonly runId: string }> => {
    const { historyLength, historySize = 0, runId } = await workflows.getHandle(workflowId, run).describe();
    return { events: historyLength, bytes: historySize, runId };
  };
  return async () => {
    const current = await describe();
    // A run that has been renewed since grew until its end.
    if (runId !== undefined && runId !== current.runId) closed.push(await describe(runId));
    runId = current.runId;
    return [...closed, current].reduce((sum, run) => ({
      events: sum.events + run.events,
      bytes: sum.bytes + run.bytes,
    }));
  };
}
