/** SQL that tells callers of runs of schedules, by the statement that moves them. */
import type { ScheduleEventType } from '../../events/event-types.ts';
import type { RunStatus } from '../../rows/schedules/schedule-run.ts';

/** What is told when a run comes to that status, and which step of the run it is. */
const TOLD: Partial<Record<RunStatus, { readonly type: ScheduleEventType; readonly step: number }>> = {
  working: { type: 'schedule.runStarted', step: 1 },
  ended: { type: 'schedule.runEnded', step: 2 },
  skipped: { type: 'schedule.runSkipped', step: 2 },
  refused: { type: 'schedule.runRefused', step: 2 },
  cancelled: { type: 'schedule.runCancelled', step: 2 },
};

/** The parameters of `tellRun`, in their order; nothing is told of other statuses. */
export const toldOfRun = (status: RunStatus): [type: string | null, step: number] => {
  const { type = null, step = 0 } = TOLD[status] ?? {};
  return [type, step];
};

/**
 * Inserts the event of each run of `source`, a table or a part of the statement; its parameters are the type
 * (null: none), the step and the time. A step is told once.
 */
export const tellRun = (source: string, type: string, step: string, at: string): string => `
  insert into service_events (thread_id, seq, tenant_id, schedule_id, type, at, change)
  select run_id, ${step}::integer, tenant_id, schedule_id, ${type}::text, ${at}::timestamptz,
    json_strip_nulls(json_build_object(
      'scheduleId', schedule_id, 'runId', run_id, 'startedBy', started_by,
      'dueAt', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'threadId', thread_id, 'goalId', goal_id,
      'skippedBecause', outcome::json -> 'skippedBecause', 'refusal', outcome::json -> 'refusal'))::text
  from ${source} where ${type}::text is not null
  on conflict (thread_id, seq) do nothing`;

export const TELL_MISSED = `
  insert into service_events (thread_id, seq, tenant_id, schedule_id, type, at, change)
  select schedule_id, $2::integer, tenant_id, schedule_id, 'schedule.runsMissed', $3::timestamptz,
    json_build_object('scheduleId', schedule_id, 'missedRuns', $2::integer)::text
  from schedules where schedule_id = $1 and deleted_at is null
  on conflict (thread_id, seq) do nothing`;
