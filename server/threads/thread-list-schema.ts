/** How threads are looked for, and how a list shows them. */

import { z } from 'zod';
import { metadata, title } from '../../contracts/schema/labels.ts';
import { type RecordedPhase, THREAD_ORDERS } from '../../journal/rows/thread-overview.ts';
import { usageSchema } from '../goals/schema/figures.ts';
import { goalStatusSchema } from '../goals/schema/goal.ts';
import { shownLabels } from '../goals/schema/labels.ts';
import { statusCauseSchema } from '../goals/schema/status-cause.ts';
import { listOf } from '../http/list-of.ts';
import { moment } from '../http/query/moment.ts';
import { threadFields } from './thread-schema.ts';

const PHASES = ['idle', 'running', 'waiting', 'needsInput'] as const satisfies readonly RecordedPhase[];

const oneOrMore = <Choice extends z.ZodType<string>>(choice: Choice) =>
  z.union([choice.transform((one) => [one]), z.array(choice).min(1)]);

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const threadListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(200).exactOptional(),
  sort: z
    .enum(THREAD_ORDERS)
    .describe('With a minus, the newest are first. Pages by `updatedAt` shift while threads change.')
    .default('-createdAt'),
  status: oneOrMore(goalStatusSchema).describe('Of the last goal; several: one of them.').exactOptional(),
  phase: oneOrMore(z.enum(PHASES))
    .describe('As it is on record: a thread whose checks run counts as running, or as idle before a turn.')
    .exactOptional(),
  archived: flag.describe('Left out: both.').exactOptional(),
  stalled: flag
    .describe('`true`: an active goal is held back until a person acts, and no turn runs. Left out: both.')
    .exactOptional(),
  metadata: metadata
    .meta({ style: 'deepObject', explode: true })
    .describe('E.g. `metadata[team]=pay`: threads with all of these values.')
    .exactOptional(),
  titleContains: title.describe('In whatever case.').exactOptional(),
  createdAfter: moment.exactOptional(),
  createdBefore: moment.exactOptional(),
  updatedAfter: moment.exactOptional(),
  updatedBefore: moment.exactOptional(),
  total: flag.describe('`true`: the reply counts all threads that are looked for.').default(false),
});

export type ThreadQuery = z.output<typeof threadListQuery>;

const goalSummary = z
  .strictObject({
    goalId: z.string(),
    ...shownLabels,
    objective: z.string().describe('Its first line.'),
    status: goalStatusSchema,
    statusReason: z.string(),
    statusCause: statusCauseSchema.exactOptional(),
    stalledBecause: z
      .string()
      .describe('Why no turn starts by itself until a person acts; absent: it is not stalled.')
      .exactOptional(),
    usage: usageSchema.describe('As of the end of its last turn, or of its last change.'),
    tokensUsed: z.number(),
    setAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .describe('As it was last recorded.')
  .meta({ id: 'GoalSummary' });

const listedThread = z
  .strictObject({
    ...threadFields,
    updatedAt: z.iso.datetime().describe('When anything of it was last recorded that this list shows.'),
    phase: z.enum(PHASES),
    goal: goalSummary.nullable().describe('Its last goal, also one that was cleared.'),
  })
  .describe('What is on record of a thread: no worker is asked.')
  .meta({ id: 'ListedThread' });

export type ListedThread = z.output<typeof listedThread>;

export const threadListSchema = z.strictObject({
  threads: listOf(listedThread),
  nextCursor: z.string().nullable().describe('null: this was the last page.'),
  total: z.int().describe('Where it was asked for: on all pages.').exactOptional(),
});
