import { expect, test } from '@jest/globals';
import { measureWebhookLagInto } from '../../server/metrics-routes.ts';
import { createMetrics } from '../../telemetry/metrics/metrics.ts';

const LAG = /^goalkeeper_webhook_lag_seconds\{.*$/gm;

test('measureWebhookLagInto: deliveries wait, and then the journal is away → their ages in seconds, and then none', async () => {
  const metrics = createMetrics();
  let isAway = false;
  measureWebhookLagInto(metrics, {
    readDeliveryLag: async () => {
      if (isAway) throw new Error('the journal is away');
      return { serviceMs: 1_500, receiverMs: 90_000 };
    },
  });
  expect((await metrics.read()).match(LAG)).toEqual([
    'goalkeeper_webhook_lag_seconds{waits_for="service"} 1.5',
    'goalkeeper_webhook_lag_seconds{waits_for="receiver"} 90',
  ]);
  isAway = true;
  expect((await metrics.read()).match(LAG)).toBeNull();
});
