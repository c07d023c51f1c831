/** What callers are told of runs of schedules. Pure. */
import { defined } from '../../objects/defined.ts';
import type { ScheduleEventType } from './event-types.ts';

/** The part of such an event that the change itself says; the run's own fields are absent of missed ones. */
export interface ToldRun {
  readonly scheduleId: string;
  readonly runId?: string;
  readonly startedBy?: 'schedule' | 'request';
  readonly dueAt?: string;
  readonly threadId?: string;
  readonly goalId?: string;
  readonly skippedBecause?: 'overlap';
  /** The problem that a caller would have met. */
  readonly refusal?: Readonly<Record<string, unknown>>;
  /** All that were missed until then. */
  readonly missedRuns?: number;
}

export interface SchedulePayload {
  readonly type: ScheduleEventType;
  readonly timestamp: string;
  readonly data: ToldRun & {
    readonly name?: string;
    readonly metadata?: Readonly<Record<string, string>>;
    readonly links: {
      readonly schedule: string;
      readonly run?: string;
      readonly thread?: string;
      readonly report?: string;
    };
  };
}

interface KnownRunEvent {
  readonly type: ScheduleEventType;
  readonly at: string;
  readonly change: ToldRun;
  /** What the schedule is called. */
  readonly title?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export function schedulePayloadOf({ type, at, change, title, metadata }: KnownRunEvent): SchedulePayload {
  const { scheduleId, runId, threadId, goalId } = change;
  const schedule = `/v1/schedules/${scheduleId}`;
  const thread = threadId === undefined ? undefined : `/v1/threads/${threadId}`;
  const run = runId === undefined ? undefined : `${schedule}/runs/${runId}`;
  const report = goalId === undefined ? undefined : `${thread}/goals/${goalId}/report`;
  return {
    type,
    timestamp: at,
    data: {
      ...change,
      ...defined({ name: title, metadata }),
      links: { schedule, ...defined({ run, thread, report }) },
    },
  };
}
