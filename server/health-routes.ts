/** Tells whoever watches the process whether it is alive, and able to work. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServerDependencies } from './dependencies.ts';
import { unavailable } from './http/problem.ts';
import { jsonReply, problemReply, problemSchema } from './http/replies.ts';

export const healthRoutes =
  ({ journal, threads }: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/healthz',
      {
        schema: {
          operationId: 'getHealth',
          summary: 'Whether the process is alive.',
          tags: ['service'],
          response: { 200: jsonReply('It is.', z.strictObject({ status: z.literal('ok') })) },
        },
      },
      async () => ({ status: 'ok' as const }),
    );

    const ready = {
      operationId: 'getReadiness',
      summary: 'Whether the service can work: Temporal and the journal can be reached.',
      tags: ['service'],
      response: {
        200: jsonReply('It can.', z.strictObject({ status: z.literal('ready') })),
        503: problemReply('It cannot; `detail` names what is missing.', problemSchema),
      },
    };
    app.get('/readyz', { schema: ready }, async () => {
      const [isTemporalUp, isJournalUp] = await Promise.all([
        threads.isReachable(),
        journal.readThread('readyz').then(
          () => true,
          () => false,
        ),
      ]);
      if (isTemporalUp && isJournalUp) return { status: 'ready' as const };
      const missing = [...(isTemporalUp ? [] : ['Temporal']), ...(isJournalUp ? [] : ['the journal'])];
      throw unavailable(`${missing.join(' and ')} cannot be reached`);
    });
  };
