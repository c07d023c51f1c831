/** Schedules, which begin goals at times of their own. */
import type { ScheduleRuns } from './schedule-run.ts';

export const OVERLAPS = ['skip', 'bufferOne', 'allowAll', 'cancelOther'] as const;

/** What happens to a run that is due while another one of its schedule is open; the words are Temporal's. */
export type Overlap = (typeof OVERLAPS)[number];

/** When a schedule fires, and what comes of firing. */
export interface ScheduleTiming {
  readonly cron: readonly string[];
  readonly timezone: string;
  readonly overlap: Overlap;
  readonly catchupWindowSeconds: number;
  readonly jitterSeconds?: number;
}

export interface Schedule<Template = unknown> {
  readonly scheduleId: string;
  readonly tenantId: string;
  readonly name?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly timing: ScheduleTiming;
  /** What a run begins; it was held against its schema when it was taken. */
  readonly template: Template;
  readonly isPaused: boolean;
  /** It rises with every change. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly madeBy?: string;
  readonly isDeleted?: true;
}

export type NewSchedule = Omit<Schedule, 'revision' | 'createdAt' | 'updatedAt' | 'isDeleted'> & {
  readonly requestId: string;
};

export type ScheduleFields = Pick<Schedule, 'name' | 'metadata' | 'timing' | 'template' | 'isPaused'>;

export interface ScheduleFilter {
  readonly tenantId: string;
  readonly isPaused?: boolean;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The part of the journal that knows of schedules. A schedule of another tenant is none. */
export interface Schedules extends ScheduleRuns {
  /** Inserts the schedule, or returns the one that the same request made before. */
  saveSchedule(schedule: NewSchedule, now: Date): Promise<Schedule>;
  readSchedule(tenantId: string, scheduleId: string): Promise<Schedule | undefined>;
  /** Newest first, from behind `cursor` on. */
  listSchedules(filter: ScheduleFilter, limit: number, cursor?: string): Promise<Schedule[]>;
  countSchedules(tenantId: string): Promise<number>;
  /** Replaces them if the schedule still has that revision; `undefined`: it has not, or is gone. */
  changeSchedule(
    scheduleId: string,
    revision: number,
    fields: ScheduleFields,
    now: Date,
  ): Promise<Schedule | undefined>;
  /**
   * Nobody finds it from here on, and nothing that is due of it is begun any more. `false`: there is none,
   * or it has another revision than the one that is named.
   */
  beginScheduleRemoval(tenantId: string, scheduleId: string, now: Date, revision?: number): Promise<boolean>;
  /** Those that Temporal has not been told of as they are, or that are to be gone. */
  listUnsyncedSchedules(limit: number): Promise<Schedule[]>;
  /** Reads it by its id alone; one that is to be gone as well. */
  readAnySchedule(scheduleId: string): Promise<Schedule | undefined>;
  markScheduleSynced(scheduleId: string, revision: number): Promise<void>;
  /** Its rows go, with those of its runs, if it is to be gone. */
  removeSchedule(scheduleId: string): Promise<void>;
}
