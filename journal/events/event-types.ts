/** What callers are told of, as events of the service and by webhooks. Types are only ever added. */

export const GOAL_EVENT_TYPES = [
  'goal.set',
  'goal.edited',
  'goal.resumed',
  'goal.paused',
  'goal.blocked',
  'goal.usageLimited',
  'goal.budgetLimited',
  'goal.stalled',
  'goal.needsInput',
  'goal.contested',
  'goal.completed',
  'goal.cleared',
] as const;

export const THREAD_EVENT_TYPES = [
  'thread.created',
  'thread.needsInput',
  'thread.archived',
  'thread.reopened',
] as const;

export const SCHEDULE_EVENT_TYPES = [
  'schedule.runStarted',
  'schedule.runEnded',
  'schedule.runSkipped',
  'schedule.runRefused',
  'schedule.runCancelled',
  'schedule.runsMissed',
] as const;

export const EVENT_TYPES = [...GOAL_EVENT_TYPES, ...THREAD_EVENT_TYPES, ...SCHEDULE_EVENT_TYPES] as const;

export type ScheduleEventType = (typeof SCHEDULE_EVENT_TYPES)[number];

export type EventType = (typeof EVENT_TYPES)[number];

/** Sent on request, to see whether a receiver is there; it is no event of a thread. */
export const TEST_EVENT_TYPE = 'webhook.test';
