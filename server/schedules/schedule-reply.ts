/** Schedules and runs as REST shows them. */
import type { ScheduleRun } from '../../journal/rows/schedules/schedule-run.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import type { ScheduleTimes } from '../temporal/schedule-client.ts';
import type { RunRefusal, RunReply, ScheduleReply } from './schedule-schema.ts';
import { type ThreadSchedule, templateReply } from './template.ts';

/** `times`: what Temporal says, where it was asked. */
export function scheduleReply(
  dependencies: Pick<ServerDependencies, 'budgets'>,
  { scheduleId, name, metadata, timing, template, isPaused, revision, ...schedule }: ThreadSchedule,
  times?: ScheduleTimes,
): ScheduleReply {
  const { cron, timezone, overlap, catchupWindowSeconds, jitterSeconds } = timing;
  return {
    scheduleId,
    ...defined({ name }),
    metadata,
    ...{ cron, timezone, overlap, catchupWindowSeconds },
    ...defined({ jitterSeconds }),
    paused: isPaused,
    ...templateReply(dependencies, template),
    revision,
    createdAt: schedule.createdAt.toISOString(),
    updatedAt: schedule.updatedAt.toISOString(),
    ...(times === undefined
      ? {}
      : {
          nextRunTimes: isPaused ? [] : times.nextRunTimes.map((at) => at.toISOString()),
          missedRuns: times.missedRuns,
        }),
  };
}

/** Has the times that Temporal says as well. */
export const timedReply = async (
  dependencies: Pick<ServerDependencies, 'budgets' | 'schedules'>,
  schedule: ThreadSchedule,
): Promise<ScheduleReply> =>
  scheduleReply(dependencies, schedule, await dependencies.schedules.times(schedule.scheduleId));

export function runReply(run: ScheduleRun): RunReply {
  const { runId, scheduleId, startedBy, status, threadId, goalId, outcome } = run;
  const { skippedBecause, refusal } = outcome;
  return {
    ...{ runId, scheduleId, startedBy, status },
    dueAt: run.dueAt.toISOString(),
    ...defined({ beganAt: run.beganAt?.toISOString(), endedAt: run.endedAt?.toISOString() }),
    ...defined({ threadId, goalId, goal: goalOf(run), skippedBecause }),
    ...(refusal === undefined ? {} : { refusal: refusal as RunRefusal }),
  };
}

/** The record of the goal says it as long as there is one. */
function goalOf({ goal, outcome }: ScheduleRun): RunReply['goal'] {
  if (goal !== undefined) {
    const { status, statusReason, statusCause } = goal;
    return { status, statusReason, ...defined({ statusCause }) };
  }
  const { status, statusCause } = outcome.goal ?? {};
  return status && { status, ...defined({ statusCause }) };
}
