/** The reply shape of what brought a goal into its status; kinds are only ever added. */
import { z } from 'zod';
import type { FailureOf, StatusCause, StatusCauseKind } from '../../../workflows/goal/status-cause.ts';

/** Kinds that say all by their name. */
const PLAIN = [
  ...['resumedByUser', 'reopened', 'usageLimitLifted', 'pausedByUser', 'interruptedByUser'],
  ...['proven', 'acceptedByUser', 'clearedByUser', 'replaced', 'budgetReached', 'usageLimited'],
  ...['checkCannotRun', 'modelRefused', 'modelWithoutPrice', 'workspaceUnavailable'],
] as const satisfies readonly StatusCauseKind[];

export const failureOfSchema = z
  .enum(['auditor', 'cutReplies'] satisfies FailureOf[])
  .describe('What has failed, where that takes other advice than a failing model.');

export const statusCauseSchema: z.ZodType<StatusCause> = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(PLAIN) }).meta({ id: 'PlainCause' }),
    z
      .strictObject({ kind: z.literal('set'), by: z.enum(['user', 'model', 'system']) })
      .meta({ id: 'SetCause' }),
    z
      .strictObject({ kind: z.literal('editingContestedCheck'), check: z.string() })
      .meta({ id: 'EditingContestedCheckCause' }),
    z.strictObject({ kind: z.literal('claimsRefused'), inRow: z.int() }).meta({ id: 'ClaimsRefusedCause' }),
    z
      .strictObject({ kind: z.literal('workspaceLost'), worker: z.string(), directory: z.string() })
      .meta({ id: 'WorkspaceLostCause' }),
    z
      .strictObject({
        kind: z.literal('journalBehind'),
        firstSeq: z.int().exactOptional(),
        lastSeq: z.int().exactOptional(),
      })
      .meta({ id: 'JournalBehindCause' }),
    z.strictObject({ kind: z.literal('journalAhead'), lastSeq: z.int() }).meta({ id: 'JournalAheadCause' }),
    z.strictObject({ kind: z.literal('blockedByModel'), turns: z.int() }).meta({ id: 'BlockedByModelCause' }),
    z
      .strictObject({
        kind: z.literal('turnsFailing'),
        turns: z.int(),
        failureOf: failureOfSchema.exactOptional(),
      })
      .meta({ id: 'TurnsFailingCause' }),
  ])
  .describe('What brought the goal into its status, for programs; absent where an older release did.')
  .meta({ id: 'StatusCause' });
