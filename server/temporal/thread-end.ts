/** What has become of a thread's workflow that runs no more, as Temporal tells it. */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';

export interface ThreadEnd {
  /** `archived`: in good order, by itself. `missing`: Temporal knows no such workflow (any more). */
  readonly how: 'archived' | 'terminated' | 'failed' | 'timedOut' | 'missing';
  readonly at?: Date;
  /** Who terminated it, as Temporal names its clients. */
  readonly by?: string;
  /** What was given as the reason, if anything was. */
  readonly reason?: string;
}

const ENDS: Readonly<Record<string, ThreadEnd['how']>> = {
  COMPLETED: 'archived',
  // Cancelled with Temporal's own means: it has put its state away.
  CANCELLED: 'archived',
  TERMINATED: 'terminated',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
};

/** `undefined`: it runs. */
export async function readThreadEnd(client: Client, threadId: string): Promise<ThreadEnd | undefined> {
  try {
    const { status, closeTime } = await client.workflow.getHandle(threadId).describe();
    const how = ENDS[status.name];
    if (how === undefined) return undefined;
    const at = closeTime === undefined ? {} : { at: closeTime };
    return { how, ...at, ...(how === 'terminated' ? await readTermination(client, threadId) : {}) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { how: 'missing' };
    throw error;
  }
}

async function readTermination(
  client: Client,
  workflowId: string,
): Promise<Pick<ThreadEnd, 'by' | 'reason'>> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId },
    maximumPageSize: 1,
  });
  const { identity, reason } = history?.events?.[0]?.workflowExecutionTerminatedEventAttributes ?? {};
  return { ...(identity ? { by: identity } : {}), ...(reason ? { reason } : {}) };
}
