/** What Temporal's histories say went wrong with the workflows themselves. */
import proto from '@temporalio/proto';
import { fetchHistories } from '../support/workflow/histories.ts';

const { EventType, WorkflowTaskFailedCause: Cause } = proto.temporal.api.enums.v1;

/** A worker that comes back asks for its tasks anew; Temporal counts that as a failure of the task. */
const IN_ORDER: readonly unknown[] = [
  Cause.WORKFLOW_TASK_FAILED_CAUSE_RESET_STICKY_TASK_QUEUE,
  Cause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND,
  Cause.WORKFLOW_TASK_FAILED_CAUSE_FORCE_CLOSE_COMMAND,
];

/** A sentence for each workflow task that failed, and for each run that ended badly. */
export async function badTasks(address: string, threadIds: readonly string[]): Promise<string[]> {
  const problems: string[] = [];
  for (const threadId of threadIds)
    for (const { events } of await fetchHistories(address, threadId))
      for (const event of events ?? []) {
        const failed = event.workflowTaskFailedEventAttributes;
        if (failed && !IN_ORDER.includes(failed.cause))
          problems.push(`${threadId}: a workflow task failed: ${failed.failure?.message ?? failed.cause}`);
        if (
          event.eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED ||
          event.eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT
        )
          problems.push(`${threadId}: its workflow ended badly`);
      }
  return problems;
}
