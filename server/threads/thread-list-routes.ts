/** Finds threads: by what is on record, so that it costs the same whatever they do. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ThreadFilter } from '../../journal/rows/thread-overview.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { invalid } from '../http/problem.ts';
import { jsonReply, plainProblems } from '../http/replies.ts';
import { listedThread } from './listed-thread.ts';
import { type ThreadQuery, threadListQuery, threadListSchema } from './thread-list-schema.ts';

export const threadListRoutes =
  ({ journal }: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const list = {
      operationId: 'listThreads',
      summary: 'Finds threads, each with its last goal.',
      tags: ['threads'],
      description:
        'All that is asked for has to hold of a thread. Pages are stable: a thread that is made meanwhile shifts no other one.',
      querystring: threadListQuery,
      response: { 200: jsonReply('A page of them.', threadListSchema), ...plainProblems },
    };
    app.get('/threads', { schema: list }, async ({ query, principal }) => {
      const { limit, cursor, sort: order, total } = query;
      const filter = filterOf(query, principal.tenantId);
      const page = await journal.listOverviews(filter, { order, limit, ...defined({ cursor }) });
      if (page === undefined)
        throw invalid([{ field: 'cursor', message: 'must be a nextCursor of this list, in this order' }]);
      return {
        threads: page.threads.map(listedThread),
        nextCursor: page.nextCursor ?? null,
        ...(total ? { total: await journal.countOverviews(filter) } : {}),
      };
    });
  };

const filterOf = (query: ThreadQuery, tenantId: string): ThreadFilter => ({
  tenantId,
  ...defined({
    statuses: query.status,
    phases: query.phase,
    isArchived: query.archived,
    isStalled: query.stalled,
    metadata: query.metadata,
    titleContains: query.titleContains,
    createdAfter: query.createdAfter,
    createdBefore: query.createdBefore,
    updatedAfter: query.updatedAfter,
    updatedBefore: query.updatedBefore,
  }),
});
