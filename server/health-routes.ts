/** For whoever watches the process: alive, and able to work. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ServerDependencies } from './dependencies.ts';
import { unavailable } from './http/problem.ts';

export const healthRoutes =
  ({ journal, threads }: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/healthz', async () => ({ status: 'ok' }));
    app.get('/readyz', async () => {
      const [isTemporalUp, isJournalUp] = await Promise.all([
        threads.isReachable(),
        journal.readThread('readyz').then(
          () => true,
          () => false,
        ),
      ]);
      if (isTemporalUp && isJournalUp) return { status: 'ready' };
      const missing = [...(isTemporalUp ? [] : ['Temporal']), ...(isJournalUp ? [] : ['the journal'])];
      throw unavailable(`${missing.join(' and ')} cannot be reached`);
    });
  };
