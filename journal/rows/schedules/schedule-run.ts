/** Runs of schedules: a row for each time that one was due. */
import type { GoalSnapshot } from '../../../workflows/goal/goal.ts';

export const RUN_STATUSES = [
  ...['due', 'buffered', 'working', 'cancelling', 'ended', 'skipped', 'refused', 'cancelled'],
] as const;

/**
 * `due`: about to begin. `buffered`: the run before it comes first. `working`: its goal goes on by itself.
 * `cancelling`: another run takes its place. `ended`: its goal does not go on by itself any more. `skipped`:
 * another run was open. `refused`: thread or goal could not be made. `cancelled`: another one took its place.
 */
export type RunStatus =
  | 'due'
  | 'buffered'
  | 'working'
  | 'cancelling'
  | 'ended'
  | 'skipped'
  | 'refused'
  | 'cancelled';

/** What a run came to: facts, and no words of the model. */
export interface RunOutcome {
  /** Why it was skipped. */
  readonly skippedBecause?: 'overlap';
  /** The problem that a caller would have met. */
  readonly refusal?: Readonly<Record<string, unknown>>;
  /** How its goal stood when the run ended. */
  readonly goal?: Partial<Pick<GoalSnapshot, 'status' | 'statusCause'>>;
}

export interface ScheduleRun {
  readonly runId: string;
  readonly scheduleId: string;
  readonly tenantId: string;
  readonly startedBy: 'schedule' | 'request';
  readonly status: RunStatus;
  readonly dueAt: Date;
  readonly beganAt?: Date;
  readonly endedAt?: Date;
  /** Absent as well when the thread is purged. */
  readonly threadId?: string;
  readonly goalId?: string;
  readonly outcome: RunOutcome;
  /** Its goal as it was last recorded. */
  readonly goal?: GoalSnapshot;
}

/** An open run, with what its thread's row tells of it. */
export interface OpenRun extends ScheduleRun {
  /** Absent: there is no thread yet, or none any more. */
  readonly thread?: {
    readonly isInTurn: boolean;
    readonly heldBy?: 'waiting' | 'needsInput';
    readonly isArchived: boolean;
  };
}

export interface DueRun {
  readonly runId: string;
  readonly scheduleId: string;
  /** What asked for it: the same never makes a second run. */
  readonly origin: string;
  readonly startedBy: ScheduleRun['startedBy'];
  readonly dueAt: Date;
}

/** The part of the journal that knows of runs of schedules. */
export interface ScheduleRuns {
  /**
   * Notes that a run is due, as the schedule's overlap has it: it is skipped, buffered or begun, and cancels
   * others. `undefined`: there is no such schedule any more; one that fires all the same is to be gone.
   */
  noteDueRun(due: DueRun, now: Date): Promise<ScheduleRun | undefined>;
  readRun(scheduleId: string, runId: string): Promise<ScheduleRun | undefined>;
  /** Newest first, from behind `cursor` on. */
  listRuns(
    scheduleId: string,
    limit: number,
    cursor?: string,
    statuses?: readonly RunStatus[],
  ): Promise<ScheduleRun[]>;
  /** Buffered runs whose schedule has no other open one are due. */
  releaseBuffered(now: Date): Promise<void>;
  /**
   * Takes open runs that are to be looked at; nobody else gets them until then. One that works is only looked
   * at.
   */
  takeOpenRuns(
    now: Date,
    until: { readonly takenUntil: Date; readonly lookAgainAt: Date },
    limit: number,
  ): Promise<OpenRun[]>;
  /** Only an open run is changed: what is over stays so. Callers are told, once of each step. */
  moveRun(
    runId: string,
    change: {
      readonly status: RunStatus;
      readonly threadId?: string;
      readonly goalId?: string;
      readonly outcome?: RunOutcome;
      readonly lookAt?: Date;
    },
    now: Date,
  ): Promise<void>;
  /** So many were due for longer than could be made up for: callers are told, once of each number. */
  noteMissedRuns(scheduleId: string, missedRuns: number, now: Date): Promise<void>;
  /** What ended before that time goes. */
  removeRunsBefore(tenantId: string, before: Date): Promise<void>;
}
