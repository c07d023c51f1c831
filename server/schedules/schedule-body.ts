/** What may be asked for of a schedule. */
import { z } from 'zod';
import { cronProblem } from '../../contracts/schedule/cron.ts';
import { timeZoneNamed } from '../../contracts/schedule/time-zone.ts';
import { setGoalSchema } from '../../contracts/schema/contract.ts';
import { labelPatchFields, metadata, title } from '../../contracts/schema/labels.ts';
import { OVERLAPS } from '../../journal/rows/schedules/schedule.ts';
import { newThreadFields } from '../threads/new-thread.ts';

const MAX_EXPRESSIONS = 10;
const DAY_S = 86_400;
const expression = z.string().min(1).max(200);

const cron = z
  .union([expression, z.array(expression).min(1).max(MAX_EXPRESSIONS)])
  .superRefine((sent, context) => {
    for (const [index, each] of [sent].flat().entries()) {
      const message = cronProblem(each);
      if (message === undefined) continue;
      context.addIssue({ code: 'custom', message, path: Array.isArray(sent) ? [index] : [] });
    }
  })
  .transform((sent) => [sent].flat())
  .describe(
    'Five fields: minute, hour, day of the month, month, day of the week; e.g. `0 3 * * mon-fri`. A day has to fit by the month and by the week. Several: whenever one of them fits.',
  );

const timezone = z
  .string()
  .min(1)
  .max(100)
  .transform((name, context) => {
    const zone = timeZoneNamed(name);
    if (zone !== undefined) return zone;
    context.addIssue({
      code: 'custom',
      message: 'must be the name of a time zone (IANA), such as Europe/Berlin',
    });
    return z.NEVER;
  })
  .describe('An IANA name; the cron expressions are read in it, summer time and all.');

const overlap = z
  .enum(OVERLAPS)
  .describe(
    'What happens to a run that is due while the goal of another one works. skip: it is recorded as skipped. bufferOne: it waits, and only one does. allowAll: both work. cancelOther: the other goal is interrupted.',
  );

const catchupWindowSeconds = z
  .int()
  .min(10)
  .max(31 * DAY_S)
  .describe('A run that the service was down for is made up for if it was due no longer ago than this.');

const jitterSeconds = z.int().min(1).max(DAY_S).describe('Each run comes later by a random time up to this.');

const thread = z
  .strictObject(newThreadFields)
  .describe('Each run makes a thread like this, as POST /v1/threads would.');

const threadId = z
  .string()
  .min(1)
  .max(100)
  .describe(
    'In place of `thread`: each run sets its goal on this one; `goal.replace` decides as in PUT …/goal.',
  );

/** A moment that is over when the second run begins. */
const goal = setGoalSchema
  .superRefine(({ budget }, context) => {
    if (budget.deadline !== undefined)
      context.addIssue({
        code: 'custom',
        message: 'is one moment, and every run begins at another one: name budget.timeSeconds',
        path: ['budget', 'deadline'],
      });
  })
  .describe('The goal of each run, as PUT …/goal takes it.');

const refuseTwoThreads = (
  body: { readonly thread?: unknown; readonly threadId?: unknown },
  context: z.RefinementCtx,
): void => {
  if (body.thread != null && body.threadId != null)
    context.addIssue({ code: 'custom', message: 'stands beside threadId: send either', path: ['thread'] });
};

export const newScheduleBody = z
  .strictObject({
    name: title.exactOptional(),
    metadata: metadata.exactOptional(),
    cron,
    timezone: timezone.default('UTC'),
    overlap: overlap.default('skip'),
    catchupWindowSeconds: catchupWindowSeconds.default(3_600),
    jitterSeconds: jitterSeconds.exactOptional(),
    paused: z.boolean().default(false),
    thread: thread.exactOptional(),
    threadId: threadId.exactOptional(),
    goal,
  })
  .superRefine(refuseTwoThreads)
  .meta({
    examples: [
      {
        cron: '0 3 * * *',
        timezone: 'Europe/Berlin',
        goal: {
          objective: 'All tests pass.',
          verification: { checks: [{ name: 'tests', command: 'npm test' }] },
        },
      },
    ],
  });

export type NewScheduleBody = z.output<typeof newScheduleBody>;

/** What is named takes the place of what was there; `thread` and `threadId` take each other's. */
export const schedulePatchBody = z
  .strictObject({
    name: labelPatchFields.title,
    metadata: labelPatchFields.metadata,
    cron: cron.exactOptional(),
    timezone: timezone.exactOptional(),
    overlap: overlap.exactOptional(),
    catchupWindowSeconds: catchupWindowSeconds.exactOptional(),
    jitterSeconds: jitterSeconds.nullable().exactOptional(),
    paused: z.boolean().exactOptional(),
    thread: thread.exactOptional(),
    threadId: threadId.exactOptional(),
    goal: goal.exactOptional(),
  })
  .superRefine(refuseTwoThreads);

export type SchedulePatchBody = z.output<typeof schedulePatchBody>;
