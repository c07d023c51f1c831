/** Turns the error that ended a turn into what the rules need to know of it. */
import { ActivityFailure, ApplicationFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import { defined } from '../objects/defined.ts';
import type { Activities } from './activities.ts';
import { gapText, recordGapIn } from './thread/record-gap.ts';
import type { TurnFailure } from './turn/after-turn.ts';
import { FAILURE_TYPE, type UsageReset } from './turn/failure-type.ts';
import { finalCauseOf } from './turn/final-cause.ts';

const AUDITOR_ACTIVITY = 'judgeClaim' satisfies keyof Activities;

/**
 * Rethrows what is not a turn's failure: the cancellation of the whole workflow (swallowing it would loop for
 * ever), and errors of the workflow's own code.
 */
export function turnFailure(error: unknown): TurnFailure {
  if (CancellationScope.current().consideredCancelled) throw error;
  if (isCancellation(error)) return { reason: 'stopped by the user', isFinal: false, isCancellation: true };
  if (!(error instanceof ActivityFailure)) throw error;
  const { cause } = error;
  const isOurs = cause instanceof ApplicationFailure;
  const type = isOurs ? (cause.type ?? '') : '';
  const detail = isOurs ? cause.details?.[0] : undefined;
  const finalCause = finalCauseOf(type, detail);
  // The budget ends the turn, as it would have before the call; nothing has failed.
  if (type === FAILURE_TYPE.deadlinePassed || type === FAILURE_TYPE.budgetSpent)
    return { reason: cause?.message ?? type, isFinal: false, isCancellation: true };
  const gap = type === FAILURE_TYPE.recordGap ? recordGapIn(detail) : undefined;
  return {
    reason: gap === undefined ? (cause?.message ?? error.message) : gapText(gap),
    isFinal: finalCause !== undefined,
    isCancellation: false,
    ...defined({ finalCause, gap, failureOf: isOfAuditor(error, type) ? ('auditor' as const) : undefined }),
    ...(isOurs && type === FAILURE_TYPE.modelUsageLimited ? { usageLimit: resetOf(cause.details) } : {}),
  };
}

/** Its model failed, not the workspace or the record that it was to read. */
const isOfAuditor = ({ activityType }: ActivityFailure, type: string): boolean =>
  activityType === AUDITOR_ACTIVITY && type.startsWith('ModelError.');

/** The failure's detail says when the provider will serve again, if it said so itself. */
function resetOf(details: readonly unknown[] | null | undefined): { readonly resetAtMs?: number } {
  const { resetAtMs, resetInMs } = (details?.[0] ?? {}) as UsageReset;
  if (resetAtMs !== undefined) return { resetAtMs };
  // The workflow's clock is the one that its timers run on.
  return resetInMs === undefined ? {} : { resetAtMs: Date.now() + resetInMs };
}
