/** A run as its row has it, with the goal that it began. */
import { defined } from '../../../objects/defined.ts';
import type { GoalSnapshot } from '../../../workflows/goal/goal.ts';
import type { OpenRun, RunOutcome, RunStatus, ScheduleRun } from '../../rows/schedules/schedule-run.ts';

export interface RunRow {
  readonly run_id: string;
  readonly schedule_id: string;
  readonly tenant_id: string;
  readonly started_by: ScheduleRun['startedBy'];
  readonly status: RunStatus;
  readonly due_at: Date;
  readonly began_at: Date | null;
  readonly ended_at: Date | null;
  readonly thread_id: string | null;
  readonly goal_id: string | null;
  readonly outcome: string | null;
  readonly snapshot: string | null;
  /** Only of open runs. */
  readonly known_thread?: string | null;
  readonly is_in_turn?: number | null;
  readonly held_by?: 'waiting' | 'needsInput' | null;
  readonly archived_at?: Date | null;
}

export const RUN_COLUMNS = `r.run_id, r.schedule_id, r.tenant_id, r.started_by, r.status, r.due_at, r.began_at,
  r.ended_at, r.thread_id, r.goal_id, r.outcome, g.body as snapshot`;

export const FROM_RUNS =
  'from schedule_runs r left join goals g on g.thread_id = r.thread_id and g.goal_id = r.goal_id';

export const runOf = (row: RunRow): ScheduleRun => ({
  runId: row.run_id,
  scheduleId: row.schedule_id,
  tenantId: row.tenant_id,
  startedBy: row.started_by,
  status: row.status,
  dueAt: row.due_at,
  ...defined({
    beganAt: row.began_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    threadId: row.thread_id ?? undefined,
    goalId: row.goal_id ?? undefined,
  }),
  outcome: row.outcome === null ? {} : (JSON.parse(row.outcome) as RunOutcome),
  ...(row.snapshot === null ? {} : { goal: JSON.parse(row.snapshot) as GoalSnapshot }),
});

export const openRunOf = (row: RunRow): OpenRun => ({
  ...runOf(row),
  ...(row.known_thread == null
    ? {}
    : {
        thread: {
          isInTurn: row.is_in_turn === 1,
          ...defined({ heldBy: row.held_by ?? undefined }),
          isArchived: row.archived_at !== null,
        },
      }),
});
