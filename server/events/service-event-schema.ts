/** Events of the service as streams, pages and webhooks show them. */
import { z } from 'zod';
import {
  GOAL_EVENT_TYPES,
  SCHEDULE_EVENT_TYPES,
  TEST_EVENT_TYPE,
  THREAD_EVENT_TYPES,
} from '../../journal/events/event-types.ts';
import { goalStatusSchema } from '../goals/schema/goal.ts';
import { phaseSchema } from '../goals/schema/next.ts';
import { statusCauseSchema } from '../goals/schema/status-cause.ts';
import { listOf } from '../http/list-of.ts';

const common = {
  threadId: z.string(),
  seq: z
    .int()
    .describe("The change's place in the record of its thread: events of one thread are in this order."),
  title: z.string().exactOptional(),
  metadata: z.record(z.string(), z.string()).readonly().exactOptional(),
  links: z
    .strictObject({
      thread: z.string(),
      goal: z.string().exactOptional(),
      report: z.string().exactOptional(),
      items: z.string(),
    })
    .describe("Paths below the service's own address."),
};

const question = {
  inputId: z.string().describe('The question that a person has to answer.').exactOptional(),
  about: z
    .enum(['changedTests', 'contestedCheck'])
    .describe('Absent: the model has asked a question of its own.')
    .exactOptional(),
  check: z.string().exactOptional(),
  deadline: z.iso.datetime().describe('Without an answer the thread goes on then.').exactOptional(),
};

const phase = phaseSchema.describe('What the thread does from here on.');

const goalData = z
  .strictObject({
    ...common,
    goalId: z.string(),
    revision: z.int(),
    status: goalStatusSchema,
    phase,
    statusReason: z.string().exactOptional(),
    statusCause: statusCauseSchema.exactOptional(),
    resumeAt: z.iso.datetime().describe("When a provider's limit is lifted.").exactOptional(),
    ...question,
  })
  .meta({ id: 'GoalEventData' });

const threadData = z
  .strictObject({ ...common, phase: phase.exactOptional(), ...question })
  .meta({ id: 'ThreadEventData' });

const runData = z
  .strictObject({
    scheduleId: z.string(),
    runId: z.string().describe('Absent of runs that were missed.').exactOptional(),
    startedBy: z.enum(['schedule', 'request']).exactOptional(),
    dueAt: z.iso.datetime().exactOptional(),
    threadId: z.string().exactOptional(),
    goalId: z.string().exactOptional(),
    skippedBecause: z.enum(['overlap']).exactOptional(),
    refusal: z
      .looseObject({ status: z.int(), code: z.string(), title: z.string() })
      .describe('The problem that a caller would have met.')
      .exactOptional(),
    missedRuns: z
      .int()
      .describe('All that were due for longer than the catch-up window, until then.')
      .exactOptional(),
    name: z.string().exactOptional(),
    metadata: z.record(z.string(), z.string()).readonly().exactOptional(),
    links: z
      .strictObject({
        schedule: z.string(),
        run: z.string().exactOptional(),
        thread: z.string().exactOptional(),
        report: z.string().exactOptional(),
      })
      .describe("Paths below the service's own address."),
  })
  .meta({ id: 'ScheduleEventData' });

const timestamp = z.iso.datetime().describe('When it happened.');

const goalPayload = { type: z.enum(GOAL_EVENT_TYPES), timestamp, data: goalData };
const schedulePayload = { type: z.enum(SCHEDULE_EVENT_TYPES), timestamp, data: runData };
const threadPayload = { type: z.enum(THREAD_EVENT_TYPES), timestamp, data: threadData };

export const webhookPayloadSchema = z
  .discriminatedUnion('type', [
    z.strictObject(goalPayload).meta({ id: 'GoalEventPayload' }),
    z.strictObject(threadPayload).meta({ id: 'ThreadEventPayload' }),
    z.strictObject(schedulePayload).meta({ id: 'ScheduleEventPayload' }),
    z
      .strictObject({
        type: z.literal(TEST_EVENT_TYPE),
        timestamp,
        data: z.strictObject({ webhookId: z.string() }),
      })
      .meta({ id: 'TestEventPayload' }),
  ])
  .describe('What a webhook is sent; the header `webhook-id` has its id.')
  .meta({ id: 'WebhookPayload' });

const placed = {
  id: z.string().describe('The same as the `webhook-id` of its deliveries.'),
  position: z.int().describe('Its place among all events: readers go on from here.'),
};

export const serviceEventSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ ...placed, ...goalPayload }).meta({ id: 'GoalEvent' }),
    z.strictObject({ ...placed, ...threadPayload }).meta({ id: 'ThreadEvent' }),
    z.strictObject({ ...placed, ...schedulePayload }).meta({ id: 'ScheduleEvent' }),
  ])
  .meta({ id: 'ServiceEvent' });

export type ServiceEventReply = z.output<typeof serviceEventSchema>;

export const serviceEventPageSchema = z
  .strictObject({
    events: listOf(serviceEventSchema),
    nextCursor: z.int().describe('To go on from, also behind the last page: more may come.'),
    isLast: z.boolean(),
  })
  .meta({ id: 'ServiceEventPage' });

export const serviceStreamSchema = z
  .strictObject({ id: z.string(), data: serviceEventSchema })
  .describe('Server-sent events (WHATWG HTML, 9.2) without a name; the id is the position.')
  .meta({ id: 'ServiceStreamEvent' });
