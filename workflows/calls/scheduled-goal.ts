/**
 * `scheduledGoalWorkflow`: what a schedule starts each time that it fires. It only has the run noted, so that
 * Temporal's history of a schedule stays small however long goals work: which run begins is decided by the
 * journal, which has every run, and the server begins it as a caller would have.
 */
import { defineSearchAttributeKey } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ScheduleActivities } from '../schedule/due-run.ts';
import { RECORD_OPTIONS } from './activity-options.ts';

const { noteDueRun } = proxyActivities<ScheduleActivities>(RECORD_OPTIONS);

/** Temporal says by it when the schedule meant to fire. */
const SCHEDULED_START = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME');

export async function scheduledGoalWorkflow({ scheduleId }: { readonly scheduleId: string }): Promise<void> {
  const { workflowId, firstExecutionRunId, startTime, typedSearchAttributes } = workflowInfo();
  const due = typedSearchAttributes.get(SCHEDULED_START) ?? startTime;
  await noteDueRun({ scheduleId, origin: `${workflowId}/${firstExecutionRunId}`, dueMs: due.getTime() });
}
