/** Schedules without Temporal: what it was told of them, and nothing ever fires. */
import type { Schedule } from '../../../journal/rows/schedules/schedule.ts';
import { unavailable } from '../../../server/http/problem.ts';
import type { ScheduleClient } from '../../../server/temporal/schedule-client.ts';

export interface SchedulesWithoutTemporal extends ScheduleClient {
  readonly told: Map<string, Schedule>;
  isClusterUp: boolean;
  /** What it says of each schedule. */
  missedRuns: number;
}

export const NEXT_RUN = new Date('2030-01-01T03:00:00.000Z');

/** A zone of this name is one that only a browser knows. */
export const UNKNOWN_TO_TEMPORAL = 'US/Pacific-New';

export function createSchedulesWithoutTemporal(): SchedulesWithoutTemporal {
  const told = new Map<string, Schedule>();
  const whenUp = <T>(answer: () => T): Promise<T> =>
    schedules.isClusterUp ? Promise.resolve(answer()) : Promise.reject(unavailable('away'));
  const schedules: SchedulesWithoutTemporal = {
    told,
    isClusterUp: true,
    missedRuns: 0,
    apply: (schedule) =>
      whenUp(() => {
        if (schedule.timing.timezone === UNKNOWN_TO_TEMPORAL) return 'invalid';
        told.set(schedule.scheduleId, schedule);
        return 'applied';
      }),
    remove: (scheduleId) => whenUp(() => void told.delete(scheduleId)),
    times: async (scheduleId) =>
      schedules.isClusterUp && told.has(scheduleId)
        ? { nextRunTimes: [NEXT_RUN], missedRuns: schedules.missedRuns }
        : undefined,
  };
  return schedules;
}
