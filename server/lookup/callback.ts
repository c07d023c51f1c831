/** A goal's callback: a webhook that is sent what happens to this goal, signed by the tenant's secret. */
import type { Journal } from '../../journal/journal.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';

/** Its id follows from the goal's, so that whoever has set the goal can look at the deliveries. */
export const callbackIdOf = (goalId: string): string => `cb_${goalId}`;

/** Kept before the thread hears of the goal, whose first event is sent, too. */
export async function keepCallback(
  journal: Pick<Journal, 'saveWebhook'>,
  { threadId, tenantId }: Pick<ThreadRow, 'threadId' | 'tenantId'>,
  goalId: string,
  url: string,
): Promise<void> {
  await journal.saveWebhook(
    { webhookId: callbackIdOf(goalId), tenantId, callbackOf: { threadId, goalId }, url, events: [] },
    new Date(),
  );
}

/** The goal was not set: nobody waits for its events. */
export async function dropCallback(
  journal: Pick<Journal, 'removeWebhook'>,
  { tenantId }: Pick<ThreadRow, 'tenantId'>,
  goalId: string,
): Promise<void> {
  await journal.removeWebhook(tenantId, callbackIdOf(goalId));
}
