/** Ends the workflow of a thread that is purged, and has Temporal forget its history. */
import type { NativeConnection } from '@temporalio/worker';
import type { WorkflowHistories } from '../activities/keeping/workflow-histories.ts';

/** gRPC's. */
const NOT_FOUND = 5;

const REASON = 'the thread is purged';

export function createWorkflowHistories(
  { workflowService }: NativeConnection,
  namespace: string,
): WorkflowHistories {
  return {
    async end(workflowId) {
      const execution = { workflowId };
      const described = await orNothing(workflowService.describeWorkflowExecution({ namespace, execution }));
      if (described === undefined) return { isAtWork: false };
      await orNothing(
        workflowService.terminateWorkflowExecution({
          namespace,
          workflowExecution: execution,
          reason: REASON,
        }),
      );
      return { isAtWork: described.pendingActivities.length > 0 };
    },

    async remove(workflowId) {
      let nextPageToken: Uint8Array | undefined;
      do {
        const page = await workflowService.listWorkflowExecutions({
          namespace,
          query: `WorkflowId = '${workflowId}'`,
          ...(nextPageToken === undefined ? {} : { nextPageToken }),
        });
        for (const { execution } of page.executions) {
          const workflowExecution = { workflowId, runId: execution?.runId ?? '' };
          await orNothing(workflowService.deleteWorkflowExecution({ namespace, workflowExecution }));
        }
        nextPageToken = page.nextPageToken.length > 0 ? page.nextPageToken : undefined;
      } while (nextPageToken !== undefined);
      // The list may lag behind: the latest run goes by its workflow's name alone.
      await orNothing(
        workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } }),
      );
    },
  };
}

/** `undefined`: it is not there, or not any more. */
const orNothing = <T>(call: Promise<T>): Promise<T | undefined> =>
  call.catch((error: unknown) => {
    if ((error as { readonly code?: unknown }).code === NOT_FOUND) return undefined;
    throw error;
  });
