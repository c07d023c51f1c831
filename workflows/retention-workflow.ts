/** `retentionWorkflow`: applies the operator's rules once; its schedule starts it again and again. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  getExternalWorkflowHandle,
  ParentClosePolicy,
  proxyActivities,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { PurgeActivities } from './activities.ts';
import { purgeWorkflowId } from './messages.ts';
import { purgeWorkflow } from './purge-workflow.ts';

const { planRetention } = proxyActivities<PurgeActivities>({ startToCloseTimeout: '10 minutes' });

export async function retentionWorkflow(): Promise<void> {
  const { toArchive, toPurge } = await planRetention();
  await Promise.all([...toArchive.map(putAway), ...toPurge.map(purge)]);
}

/** One whose workflow has ended otherwise stays as it is: its record can be read, and it can be reopened. */
async function putAway(threadId: string): Promise<void> {
  const requestId = `retention-${workflowInfo().runId}`;
  await getExternalWorkflowHandle(threadId)
    .signal('archive', { requestId })
    .catch(() => undefined);
}

async function purge(threadId: string): Promise<void> {
  try {
    await startChild(purgeWorkflow, {
      args: [{ threadId }],
      workflowId: purgeWorkflowId(threadId),
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
