/** The states of a thread's workspace that were kept, and what for. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { KeptStateRow } from '../../journal/rows/kept-state-row.ts';
import { defined } from '../../objects/defined.ts';
import { invalid } from '../http/problem.ts';
import { jsonReply, readProblems } from '../http/replies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { whyOf } from '../lookup/kept-why.ts';
import { type KeptStateReply, keptStateListSchema } from './file-schema.ts';
import type { ViewSource } from './find-view.ts';

const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).exactOptional(),
});

export const stateRoutes =
  (source: ViewSource): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = {
      operationId: 'listStates',
      summary: 'The states of the workspace that were kept, the newest first.',
      tags: ['files'],
      params: threadParams,
      querystring: page,
      response: { 200: jsonReply('A page of them.', keptStateListSchema), ...readProblems },
    };
    app.get(
      '/threads/:threadId/states',
      { schema },
      async ({ params, query: { limit, cursor }, principal }) => {
        const { threadId } = await findThread(source, principal, params.threadId);
        const rows = await source.journal.listKeptStates(threadId, limit, cursor);
        if (rows === undefined)
          throw invalid([{ field: 'cursor', message: 'must be a nextCursor of this list' }]);
        const states: KeptStateReply[] = [];
        for (const row of rows) states.push(await stateReply(source, row));
        return { states, nextCursor: (rows.length === limit ? rows.at(-1)?.cursor : undefined) ?? null };
      },
    );
  };

async function stateReply({ files }: ViewSource, row: KeptStateRow): Promise<KeptStateReply> {
  const sums = await files.sums(row.stateId);
  return {
    stateId: row.stateId,
    at: row.at.toISOString(),
    why: whyOf(row.keptFor),
    ...defined({ goalId: row.goalId, revision: row.revision }),
    ...sums,
    isKept: sums !== undefined,
  };
}
