/** The record of a thread, page by page: transcript and events, in order. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ServerDependencies } from '../dependencies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { itemPageQuery, readItemPage } from './item-page.ts';

export const itemRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/threads/:threadId/items',
      { schema: { params: threadParams, querystring: itemPageQuery } },
      async (request) => {
        const thread = await findThread(dependencies, request.params.threadId);
        return readItemPage(dependencies.journal, thread.threadId, request.query);
      },
    );
  };
