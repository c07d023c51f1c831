/** What the model would be told next, part by part, without a model call. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { contextReply } from '../context-reply.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findThread, threadParams } from '../find-thread.ts';
import { readContext } from '../read-context.ts';

export const contextRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/threads/:threadId/context', { schema: { params: threadParams } }, async ({ params }) => {
      const thread = await findThread(dependencies, params.threadId);
      const { isStale, ...request } = await readContext(dependencies, thread);
      const { model } = thread.settings;
      return {
        threadId: thread.threadId,
        ...(model === undefined ? {} : { model }),
        ...contextReply(request),
        stale: isStale,
      };
    });
  };
