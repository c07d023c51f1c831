/** The record of a thread, page by page: transcript and events, in order. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Item } from '../../journal/journal.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findThread, threadParams } from '../find-thread.ts';

/** Positions are 32-bit integers in the journal. */
const MAX_SEQ = 2 ** 31 - 1;

const page = z.object({
  /** Items after this position; 0 is the start. */
  cursor: z.coerce.number().int().min(0).max(MAX_SEQ).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const itemRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/threads/:threadId/items',
      { schema: { params: threadParams, querystring: page } },
      async (request) => {
        const thread = await findThread(dependencies, request.params.threadId);
        const { cursor, limit } = request.query;
        const items = await dependencies.journal.readItems(thread.threadId, cursor, limit);
        // The position to go on from also when this page is the last: more may be written later.
        return {
          items: items.map(itemReply),
          nextCursor: items.at(-1)?.seq ?? cursor,
          isLast: items.length < limit,
        };
      },
    );
  };

const itemReply = ({ seq, turn, kind, callId, createdAt, body }: Item) => ({
  seq,
  turn,
  kind,
  ...(callId === undefined ? {} : { callId }),
  createdAt: createdAt.toISOString(),
  body: JSON.parse(body) as unknown,
});
