/** The record of a thread, page by page: transcript and events, in order. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ServerDependencies } from '../dependencies.ts';
import { jsonReply, readProblems } from '../http/replies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { itemPageQuery, readItemPage } from './item-page.ts';
import { itemPageSchema } from './item-schema.ts';
import { withLag } from './page-lag.ts';

export const itemRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/threads/:threadId/items',
      {
        schema: {
          operationId: 'listItems',
          summary: 'The record of a thread: transcript and events, in order.',
          tags: ['record'],
          params: threadParams,
          querystring: itemPageQuery,
          response: { 200: jsonReply('A page of it.', itemPageSchema), ...readProblems },
        },
      },
      async (request) => {
        const thread = await findThread(dependencies, request.principal, request.params.threadId);
        const page = await readItemPage(dependencies.journal, thread.threadId, request.query);
        return withLag(dependencies, thread, page);
      },
    );
  };
