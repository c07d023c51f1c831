/** The figures of this process, as Prometheus reads them. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { WebhookDeliveries } from '../journal/rows/webhook-delivery.ts';
import type { Metrics } from '../telemetry/metrics/metrics.ts';
import { plainProblems } from './http/replies.ts';
import type { CountGoals } from './temporal/goal-counts.ts';

/** Goals are counted when somebody asks; while the cluster is away, their figures are left out. */
export function countGoalsInto({ goals, threads, onRead }: Metrics, countGoals: CountGoals): void {
  onRead(async () => {
    const counts = await countGoals().catch(() => undefined);
    goals.reset();
    threads.reset();
    for (const [status, count] of Object.entries(counts?.byStatus ?? {})) goals.set({ status }, count);
    for (const [phase, count] of Object.entries(counts?.byPhase ?? {})) threads.set({ phase }, count);
  });
}

/** How long deliveries wait is asked when somebody asks; while the journal is away, it is left out. */
export function measureWebhookLagInto(
  { webhookLag, onRead }: Metrics,
  journal: Pick<WebhookDeliveries, 'readDeliveryLag'>,
): void {
  onRead(async () => {
    const lag = await journal.readDeliveryLag(new Date()).catch(() => undefined);
    webhookLag.reset();
    if (lag === undefined) return;
    webhookLag.set({ waits_for: 'service' }, lag.serviceMs / 1_000);
    webhookLag.set({ waits_for: 'receiver' }, lag.receiverMs / 1_000);
  });
}

export const metricsRoutes =
  (metrics: Metrics): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/metrics',
      {
        schema: {
          operationId: 'getMetrics',
          summary: 'The figures of this process for Prometheus, in its text format.',
          tags: ['service'],
          response: {
            200: {
              description: 'All figures.',
              content: { 'text/plain': { schema: z.string() } },
            },
            ...plainProblems,
          },
        },
      },
      async (_request, reply) => reply.type(metrics.contentType).send(await metrics.read()),
    );
  };
