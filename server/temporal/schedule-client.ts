/**
 * Schedules as Temporal has them. Temporal lets every firing through: which of two runs that overlap begins
 * is decided where runs are noted, so that one that is skipped is on record as well.
 */
import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleHandle,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { Schedule } from '../../journal/rows/schedules/schedule.ts';
import { TASK_QUEUE } from '../../workflows/messages.ts';
import { SCHEDULED_GOAL_WORKFLOW, temporalScheduleId } from '../../workflows/schedule/due-run.ts';

export interface ScheduleTimes {
  readonly nextRunTimes: readonly Date[];
  /** So many firings came too late to be made up for. */
  readonly missedRuns: number;
}

export interface ScheduleClient {
  /** Makes Temporal's schedule as this one is. `invalid`: Temporal does not take its times. */
  apply(schedule: Schedule): Promise<'applied' | 'invalid'>;
  /** One that is not there is removed already. */
  remove(scheduleId: string): Promise<void>;
  /** `undefined`: Temporal does not answer, or has not been told of it yet. */
  times(scheduleId: string): Promise<ScheduleTimes | undefined>;
}

const TIMEOUT_MS = 10_000;
const READ_TIMEOUT_MS = 3_000;
const TENANT = defineSearchAttributeKey('TenantId', 'KEYWORD');

/** `apply` and `remove` reject while the cluster is away. */
export function createScheduleClient(client: Client): ScheduleClient {
  const within = <T>(timeoutMs: number, call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + timeoutMs, call);
  const handleOf = (scheduleId: string): ScheduleHandle =>
    client.schedule.getHandle(temporalScheduleId(scheduleId));

  /** `false`: it was there, and is not there any more. */
  async function madeOrChanged(scheduleId: string, options: ReturnType<typeof optionsOf>): Promise<boolean> {
    try {
      await client.schedule.create({ scheduleId: temporalScheduleId(scheduleId), ...options });
      return true;
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
    try {
      await handleOf(scheduleId).update(() => options);
      return true;
    } catch (error) {
      if (error instanceof ScheduleNotFoundError) return false;
      throw error;
    }
  }

  return {
    async apply(schedule) {
      const { scheduleId } = schedule;
      const options = optionsOf(schedule);
      try {
        // Another request may remove it between the two calls; then it is made anew.
        for (;;) if (await within(TIMEOUT_MS, () => madeOrChanged(scheduleId, options))) return 'applied';
      } catch (error) {
        // The SDK says so of a specification that the cluster does not take.
        if (error instanceof TypeError) return 'invalid';
        throw error;
      }
    },

    async remove(scheduleId) {
      try {
        await within(TIMEOUT_MS, () => handleOf(scheduleId).delete());
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
      }
    },

    async times(scheduleId) {
      try {
        const { info } = await within(READ_TIMEOUT_MS, () => handleOf(scheduleId).describe());
        return { nextRunTimes: info.nextActionTimes, missedRuns: info.numActionsMissedCatchupWindow };
      } catch {
        return undefined;
      }
    },
  };
}

function optionsOf({ scheduleId, tenantId, timing, isPaused }: Schedule) {
  const { cron, timezone, catchupWindowSeconds, jitterSeconds } = timing;
  return {
    spec: {
      cronExpressions: [...cron],
      timezone,
      ...(jitterSeconds === undefined ? {} : { jitter: jitterSeconds * 1000 }),
    },
    policies: {
      overlap: ScheduleOverlapPolicy.ALLOW_ALL,
      catchupWindow: catchupWindowSeconds * 1000,
      pauseOnFailure: false,
    },
    state: { paused: isPaused },
    action: {
      type: 'startWorkflow' as const,
      workflowType: SCHEDULED_GOAL_WORKFLOW,
      workflowId: `scheduled-${scheduleId}`,
      taskQueue: TASK_QUEUE,
      args: [{ scheduleId }],
      staticSummary: `Run of schedule ${scheduleId}`,
      typedSearchAttributes: [{ key: TENANT, value: tenantId }],
    },
  };
}
