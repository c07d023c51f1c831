/**
 * What an Activity has spent on model calls so far, over all attempts: nothing that was paid for may be forgotten when one
 * of them fails or is lost.
 */
import { CancelledFailure, Context } from '@temporalio/activity';
import type { ModelUsage, Spent } from '../workflows/activities.ts';
import { addSpent, NOTHING_SPENT, spentIn } from '../workflows/spent.ts';
import { withHeartbeat } from './heartbeat.ts';

export interface Account {
  /** Another model call was made; Temporal hears of it at once. */
  add(usage: ModelUsage): void;
  /** By this attempt and those before. */
  total(): Spent;
  /** As the next attempt, or the workflow, finds it. */
  details(): { readonly spent: Spent };
}

/** Runs the work of an Activity under heartbeats that tell its account; so does its end, when it is cancelled. */
export function withAccount<T extends object>(
  work: (account: Account, signal: AbortSignal) => Promise<T>,
): Promise<T & { readonly durationMs: number }> {
  const account = openAccount();
  return withHeartbeat(
    (signal) =>
      work(account, signal).catch((error: unknown) => {
        // Cancelled in the middle: what was asked until then is paid for.
        throw signal.aborted && signal.reason instanceof CancelledFailure
          ? new CancelledFailure(signal.reason.message, [account.details()])
          : error;
      }),
    account.details,
  );
}

/** Of the running Activity. Begins with what the heartbeats of earlier attempts said. */
function openAccount(): Account {
  const context = Context.current();
  let spent = addSpent(NOTHING_SPENT, spentIn(context.info.heartbeatDetails));
  const details = () => ({ spent });
  return {
    add(usage) {
      spent = addSpent(spent, { modelCalls: 1, usage });
      context.heartbeat(details());
    },
    total: () => spent,
    details,
  };
}
