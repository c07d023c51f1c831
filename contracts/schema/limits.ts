/**
 * Budget and policy, field by field and without defaults: a whole contract and an edit of one are made of
 * them.
 */
import { z } from 'zod';

/** ISO 8601 with an offset, so that it is the same moment for everybody. */
export const instant = z.iso.datetime({
  offset: true,
  error: 'must be a date and time with an offset, e.g. 2030-01-31T18:00:00Z',
});

const positive = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

export const budgetFields = {
  tokens: positive,
  costUsd: z.number().positive().max(1_000_000_000),
  turns: positive,
  toolCalls: positive,
  timeSeconds: positive,
  deadline: instant,
};

export const unlimitedField = z
  .literal(true, { error: 'must be true, or absent' })
  .describe('No limit at all, where the operator allows it; it stands alone.');

/** Whoever says both has meant one of them. */
export function refuseLimitsBesideNone(
  { unlimited, ...limits }: { readonly unlimited?: true | undefined },
  context: z.RefinementCtx,
): void {
  if (unlimited && Object.values(limits).some((limit) => limit !== undefined && limit !== null))
    context.addIssue({ code: 'custom', message: 'must stand alone, without limits', path: ['unlimited'] });
}

export const policyFields = {
  onNoToolCall: z.enum(['suppress', 'backoff', 'continue']),
  onReopen: z.enum(['resume', 'keep']),
  blockedAfterTurns: z.int().min(1).max(100),
  maxRefusedAudits: z.int().min(1).max(1_000),
  minGapSeconds: z.int().min(0).max(86_400),
  stallAfterTurns: z.int().min(1).max(1_000),
  undeclaredReads: z.enum(['report', 'ask', 'refuse']),
  answerWithinSeconds: z
    .int()
    .min(60)
    .max(30 * 86_400),
  questionTimeoutSeconds: z
    .int()
    .min(60)
    .max(30 * 86_400),
  twins: z.enum(['require', 'use', 'off']),
  serviceTier: z.enum(['auto', 'flex']),
  progress: z.enum(['nearer', 'changes']),
  measureAfterTurns: z.int().min(1).max(1_000),
};
