/** A thread as replies show it. */

import { z } from 'zod';
import type { ReasoningEffort } from '../../journal/rows/thread-row.ts';
import { usageSchema } from '../goals/schema/figures.ts';
import { GOAL_ACTIONS, goalSchema, warningSchema } from '../goals/schema/goal.ts';
import { shownLabels } from '../goals/schema/labels.ts';
import { nextSchema, phaseSchema, waitSchema } from '../goals/schema/next.ts';
import { questionSchema } from '../goals/schema/question.ts';
import { listOf } from '../http/list-of.ts';
import { endedSchema } from '../lookup/read-end.ts';
import { findingsSchema } from '../patterns/finding-schema.ts';

export const REASONING_EFFORTS = [
  'none',
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
] as const satisfies readonly ReasoningEffort[];

const THREAD_ACTIONS = [...GOAL_ACTIONS, 'set', 'message', 'archive'] as const;

/** What is known of a thread without its workflow. */
export const threadFields = {
  threadId: z.string(),
  ...shownLabels,
  createdAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().exactOptional(),
  model: z.string().describe("Absent: the operator's default, as is what follows.").exactOptional(),
  reasoningEffort: z.enum(REASONING_EFFORTS).exactOptional(),
  maxOutputTokens: z.int().exactOptional(),
  workspace: z
    .strictObject({
      source: z.string().exactOptional(),
      git: z
        .strictObject({
          url: z.string(),
          ref: z.string().exactOptional(),
          subdirectory: z.string().exactOptional(),
          depth: z.int().exactOptional(),
          submodules: z.literal(true).exactOptional(),
        })
        .exactOptional(),
      fork: z.strictObject({ threadId: z.string(), state: z.string() }).exactOptional(),
    })
    .describe('Where it was made from; what was uploaded since is on the record.'),
};

export type ThreadRowReply = z.output<z.ZodObject<typeof threadFields>>;

const whole = {
  ...threadFields,
  goal: goalSchema.nullable(),
  findings: findingsSchema.describe('What is weak in the contract that came along.').exactOptional(),
  warnings: listOf(warningSchema)
    .describe('Of the contract that came along with the thread.')
    .exactOptional(),
};

const live = {
  stale: z.literal(false),
  mode: z.enum(['default', 'plan']),
  phase: phaseSchema,
  next: nextSchema,
  actions: listOf(z.enum(THREAD_ACTIONS)).describe(
    'What would be applied, and change something, if it were sent.',
  ),
  turn: z.int(),
  queuedInputs: z.int(),
  request: questionSchema.exactOptional(),
  wait: waitSchema.exactOptional(),
  fallback: z
    .strictObject({ model: z.string(), reason: z.enum(['notFound', 'unavailable']) })
    .describe("Who answers in place of the thread's own model.")
    .exactOptional(),
  usage: usageSchema,
  seq: z.int().describe('The last place of the record that was given out.'),
};

export type LiveFields = z.output<z.ZodObject<typeof live>>;

export const threadSchema = z
  .discriminatedUnion('stale', [
    z.strictObject({ ...whole, ...live }).meta({ id: 'LiveThread' }),
    z
      .strictObject({ ...whole, stale: z.literal(true), ended: endedSchema.exactOptional() })
      .describe('No worker answers now, or, with `ended`, none will before the thread is reopened.')
      .meta({ id: 'StaleThread' }),
  ])
  .meta({ id: 'Thread' });

export type ThreadReply = z.output<typeof threadSchema>;
