/** The body of an event as callers get it, by stream and by webhook alike. Pure. */
import { defined } from '../../objects/defined.ts';
import type { EventType, ScheduleEventType, TEST_EVENT_TYPE } from './event-types.ts';
import { type SchedulePayload, schedulePayloadOf, type ToldRun } from './schedule-payload.ts';
import type { ToldChange } from './told-event.ts';

export interface EventLinks {
  readonly thread: string;
  readonly goal?: string;
  readonly report?: string;
  readonly items: string;
}

export interface EventPayload {
  readonly type: Exclude<EventType, ScheduleEventType>;
  readonly timestamp: string;
  readonly data: ToldChange & {
    readonly threadId: string;
    /** Its place in the thread's record: events of one thread are in this order. */
    readonly seq: number;
    readonly title?: string;
    readonly metadata?: Readonly<Record<string, string>>;
    readonly links: EventLinks;
  };
}

export interface TestPayload {
  readonly type: typeof TEST_EVENT_TYPE;
  readonly timestamp: string;
  readonly data: { readonly webhookId: string };
}

interface Known<Type extends EventType, Change> {
  readonly threadId: string;
  readonly seq: number;
  readonly type: Type;
  readonly at: string;
  readonly change: Change;
  readonly title?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

type KnownThreadEvent = Known<EventPayload['type'], ToldChange>;

/**
 * What is known of an event where it gets its place among all events. One of a schedule has the id of the run
 * in the place of a thread's, and counts its steps.
 */
export type KnownEvent = KnownThreadEvent | Known<ScheduleEventType, ToldRun>;

export const eventIdOf = ({ threadId, seq }: Pick<KnownEvent, 'threadId' | 'seq'>): string =>
  `evt_${threadId}_${seq}`;

const isOfSchedule = (event: KnownEvent): event is Known<ScheduleEventType, ToldRun> =>
  event.type.startsWith('schedule.');

export const payloadOf = (event: KnownEvent): EventPayload | SchedulePayload =>
  isOfSchedule(event) ? schedulePayloadOf(event) : threadPayloadOf(event as KnownThreadEvent);

function threadPayloadOf({
  threadId,
  seq,
  type,
  at,
  change,
  title,
  metadata,
}: KnownThreadEvent): EventPayload {
  return {
    type,
    timestamp: at,
    data: {
      threadId,
      seq,
      ...change,
      ...defined({ title, metadata }),
      links: linksOf(threadId, change.goalId !== undefined),
    },
  };
}

/** Paths below the service's own address, which only its operator knows. */
function linksOf(threadId: string, hasGoal: boolean): EventLinks {
  const thread = `/v1/threads/${threadId}`;
  const ofGoal = hasGoal ? { goal: `${thread}/goal`, report: `${thread}/goal/report` } : {};
  return { thread, ...ofGoal, items: `${thread}/items` };
}
