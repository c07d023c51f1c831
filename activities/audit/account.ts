/** What an audit has spent so far, over all attempts: nothing that was paid for may be forgotten when one is lost. */
import { Context } from '@temporalio/activity';
import type { ModelUsage, Spent } from '../../workflows/activities.ts';
import { addSpent, NOTHING_SPENT, spentIn } from '../../workflows/spent.ts';

export interface Account {
  /** Another model call was made; Temporal hears of it at once. */
  add(usage: ModelUsage): void;
  /** By this attempt and those before. */
  total(): Spent;
  /** As the next attempt, or the workflow, finds it. */
  details(): { readonly spent: Spent };
}

/** Of the running Activity. Begins with what the heartbeats of earlier attempts said. */
export function openAccount(): Account {
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
