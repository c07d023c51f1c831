/** Starts what lets go of threads; from then on Temporal sees to it that it ends. */
import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/client';
import {
  PURGE_WORKFLOW,
  purgeWorkflowId,
  RETENTION_ID,
  RETENTION_WORKFLOW,
  TASK_QUEUE,
} from '../../workflows/messages.ts';

/** Rejects when Temporal cannot be reached: the schedule then finds the purge in the journal. */
export async function startPurge(client: Client, threadId: string): Promise<void> {
  try {
    await client.workflow.start(PURGE_WORKFLOW, {
      workflowId: purgeWorkflowId(threadId),
      taskQueue: TASK_QUEUE,
      args: [{ threadId }],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Every server sees to the schedule; the first one makes it. */
export async function ensureRetentionSchedule(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: RETENTION_ID,
      spec: { intervals: [{ every: '1 hour' }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' },
      action: {
        type: 'startWorkflow',
        workflowType: RETENTION_WORKFLOW,
        workflowId: RETENTION_ID,
        taskQueue: TASK_QUEUE,
        args: [],
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
