/** The reply shape of what brought a goal into its status; kinds are only ever added. */
import { z } from 'zod';
import type { StatusCause, StatusCauseKind } from '../../../workflows/goal/status-cause.ts';

/** Kinds that say all by their name. */
const PLAIN = [
  ...['resumedByUser', 'reopened', 'usageLimitLifted', 'pausedByUser', 'interruptedByUser'],
  ...['proven', 'acceptedByUser', 'clearedByUser', 'replaced', 'budgetReached', 'usageLimited'],
  ...['checkCannotRun', 'modelRefused', 'modelWithoutPrice', 'workspaceUnavailable'],
] as const satisfies readonly StatusCauseKind[];

export const statusCauseSchema: z.ZodType<StatusCause> = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(PLAIN) }),
    z.strictObject({ kind: z.literal('set'), by: z.enum(['user', 'model', 'system']) }),
    z.strictObject({ kind: z.literal('editingContestedCheck'), check: z.string() }),
    z.strictObject({ kind: z.literal('claimsRefused'), inRow: z.int() }),
    z.strictObject({ kind: z.enum(['blockedByModel', 'turnsFailing']), turns: z.int() }),
  ])
  .describe('What brought the goal into its status, for programs; absent where an older release did.');
