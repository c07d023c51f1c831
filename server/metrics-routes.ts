/** The figures of this process, as Prometheus reads them. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
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
