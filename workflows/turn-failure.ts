/** Turns the error that ended a turn into what the rules need to know of it. */
import { ActivityFailure, ApplicationFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import type { TurnFailure } from './after-turn.ts';
import { FINAL_FAILURES } from './failure-type.ts';

/**
 * Rethrows what is not a turn's failure: the cancellation of the whole workflow (swallowing it would loop for ever),
 * and errors of the workflow's own code.
 */
export function turnFailure(error: unknown): TurnFailure {
  if (CancellationScope.current().consideredCancelled) throw error;
  if (isCancellation(error)) return { reason: 'stopped by the user', isFinal: false, isCancellation: true };
  if (!(error instanceof ActivityFailure)) throw error;
  const { cause } = error;
  const type = cause instanceof ApplicationFailure ? (cause.type ?? '') : '';
  return {
    reason: cause?.message ?? error.message,
    isFinal: FINAL_FAILURES.includes(type),
    isCancellation: false,
  };
}
