/**
 * `deliveryWorkflow`: one event on its way to one webhook, attempt after attempt. Which attempt is the last,
 * and when the next one is due, is said by the Activity (`activities/webhooks/next-attempt.ts`).
 */
import { proxyActivities, sleep } from '@temporalio/workflow';
import { ATTEMPT_OPTIONS } from './calls/activity-options.ts';
import type { DeliveryActivities, DeliveryInput } from './delivery/delivery.ts';

const { attemptDelivery } = proxyActivities<DeliveryActivities>(ATTEMPT_OPTIONS);

export async function deliveryWorkflow(delivery: DeliveryInput): Promise<void> {
  const sinceMs = Date.now();
  for (let attempt = 1; ; attempt += 1) {
    const { retryInMs } = await attemptDelivery({ ...delivery, attempt, sinceMs, dueMs: Date.now() });
    if (retryInMs === undefined) return;
    await sleep(retryInMs);
  }
}
