/** A schedule's firing, for who tells Temporal of schedules and for who notes that one is due. */

export interface DueRunInput {
  readonly scheduleId: string;
  /** The execution that the firing started: told twice, it is one run. */
  readonly origin: string;
  readonly dueMs: number;
}

export interface ScheduleActivities {
  /** Notes in the journal that a run is due; the server begins it. */
  noteDueRun(input: DueRunInput): Promise<void>;
}

/** Name under which the worker registers the workflow, and schedules start it. */
export const SCHEDULED_GOAL_WORKFLOW = 'scheduledGoalWorkflow';

export const temporalScheduleId = (scheduleId: string): string => `schedule-${scheduleId}`;
