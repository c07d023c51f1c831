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
    preparing: z
      .enum(['source', 'git', 'fork'])
      .describe(
        'It has not begun: the workspace is made first, from an operator’s directory, a repository or another thread.',
      )
      .exactOptional(),
    progress: progress.exactOptional(),
  })
  .meta({ id: 'Work' });

export const nextSchema = z
  .strictObject({
    action: z.enum(ACTIONS),
    reason: z.string(),
    at: z.iso.datetime().exactOptional(),
    attempt: z
      .int()
      .describe('A call of the model has failed and is made again: which attempt runs, or is due at `at`.')
      .exactOptional(),
    waitsFor: z.enum(['person', 'time', 'event']).exactOptional(),
    event: z.string().exactOptional(),
    running: listOf(work).exactOptional(),
    question: shortQuestionSchema.exactOptional(),
    blocker: blockerSchema
      .describe(
        'What stops it, where that is why nothing runs: in the words of the model, or of the service where the workspace is not there.',
      )
      .exactOptional(),
  })
  .describe('Why nothing runs and when it will; while something runs, what that is.')
  .meta({ id: 'Next' });

export const waitSchema = z
  .strictObject({
    until: z.iso.datetime(),
    event: z.string().describe('Whoever reports it ends the wait earlier (POST …/wake).').exactOptional(),
    reason: z.string().describe('What is waited for, in the words of the model.').exactOptional(),
  })
  .describe('The model waits, without cost.')
  .meta({ id: 'Wait' });

export type WaitReply = z.output<typeof waitSchema>;

export type NextReply = z.output<typeof nextSchema>;
