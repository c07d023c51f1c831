/** What happens next on a thread, and what happens now, as replies show it. */
import { z } from 'zod';
import { listOf } from '../../http/list-of.ts';
import { blockerSchema } from './blocker.ts';
import { shortQuestionSchema } from './question.ts';

export const phaseSchema = z.enum(['idle', 'running', 'waiting', 'auditing', 'needsInput']);

const ACTIONS = [
  'archive',
  'place',
  'check',
  'baseline',
  'measure',
  'turn',
  'limitBudget',
  'liftUsageLimit',
  'endWait',
  'wait',
  'expireInput',
  'needsInput',
  'idle',
  'running',
] as const;

const progress = z
  .strictObject({
    check: z.string(),
    run: z.int().exactOptional(),
    runs: z.int().exactOptional(),
    isTwin: z.literal(true).exactOptional(),
    why: z
      .enum(['again', 'withoutWork', 'heldStill'])
      .describe('Why a check that has passed runs once more.')
      .exactOptional(),
    since: z.iso.datetime(),
    until: z.iso.datetime(),
  })
  .meta({ id: 'ChecksProgress' });

const work = z
  .strictObject({
    what: z.enum(['modelCall', 'toolCall', 'checks', 'auditor', 'compaction']),
    summary: z.string(),
    since: z.iso.datetime(),
    until: z.iso.datetime().exactOptional(),
    waitsFor: z
      .enum(['worker', 'place'])
      .describe('It has not begun: no worker has taken it, or its worker has no place free.')
      .exactOptional(),
    progress: progress.exactOptional(),
  })
  .meta({ id: 'Work' });

export const nextSchema = z
  .strictObject({
    action: z.enum(ACTIONS),
    reason: z.string(),
    at: z.iso.datetime().exactOptional(),
    waitsFor: z.enum(['person', 'time', 'event']).exactOptional(),
    event: z.string().exactOptional(),
    running: listOf(work).exactOptional(),
    question: shortQuestionSchema.exactOptional(),
    blocker: blockerSchema
      .describe('What the model says stops it, where that is why nothing runs.')
      .exactOptional(),
  })
  .describe('Why nothing runs and when it will; while something runs, what that is.')
  .meta({ id: 'Next' });

export type NextReply = z.output<typeof nextSchema>;
