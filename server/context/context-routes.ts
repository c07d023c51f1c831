/** What the model would be told next, part by part, without a model call. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { jsonReply, readProblems } from '../http/replies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { contextReply } from './context-reply.ts';
import { contextSchema } from './context-schema.ts';
import { readContext } from './read-context.ts';

export const contextRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = {
      operationId: 'getContext',
      summary: 'What the model would be told next, part by part; calls no model.',
      tags: ['record'],
      params: threadParams,
      response: { 200: jsonReply('The next request.', contextSchema), ...readProblems },
    };
    app.get('/threads/:threadId/context', { schema }, async ({ params, principal }) => {
      const thread = await findThread(dependencies, principal, params.threadId);
      const { isStale, ...request } = await readContext(dependencies, thread);
      const { model } = thread.settings;
      return {
        threadId: thread.threadId,
        ...defined({ model }),
        ...contextReply(request),
        stale: isStale,
      };
    });
  };
