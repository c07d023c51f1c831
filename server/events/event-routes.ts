/**
 * A thread's events as they come (server-sent events), or the record page by page: as the caller accepts it.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { requiredType } from '../http/preferred-type.ts';
import { formProblems, readProblems } from '../http/replies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { itemPageQuery, position, readItemPage } from '../record/item-page.ts';
import { itemPageSchema } from '../record/item-schema.ts';
import { withLag } from '../record/page-lag.ts';
import { eventSchema } from './event-schema.ts';
import { streamThread } from './event-stream.ts';
import { UNTIL } from './goal-end.ts';
import { createRecordTicks } from './record-ticks.ts';
import { streamReplies } from './stream-reply.ts';

const MEDIA_TYPES = ['application/json', 'text/event-stream'] as const;

const eventsQuery = itemPageQuery.extend({
  until: z
    .enum(UNTIL)
    .describe(
      'The stream ends with an event `end`: `goalEnd` when the goal is complete or cleared, `goalStop` also when it is ' +
        'paused, blocked or limited. Of no matter for a page.',
    )
    .exactOptional(),
});

const headers = z.object({
  accept: z.string().optional(),
  /** What a reader sends who comes again: the id of the last event that it has seen. */
  'last-event-id': position.optional(),
});

export const eventRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal, live } = dependencies;
    const sources = { journal, live, ticks: createRecordTicks(journal) };
    const sendStream = streamReplies(app);

    app.get(
      '/threads/:threadId/events',
      {
        schema: {
          operationId: 'watchThread',
          summary: "A thread's events as they come, or its record page by page.",
          tags: ['record'],
          description: 'Server-sent events for who accepts `text/event-stream`, JSON for everybody else.',
          params: threadParams,
          querystring: eventsQuery,
          headers,
          response: {
            200: {
              description: 'A page of the record, or a stream; without `until` it does not end by itself.',
              content: {
                'application/json': { schema: itemPageSchema },
                'text/event-stream': { schema: eventSchema },
              },
            },
            ...readProblems,
            ...formProblems,
          },
        },
      },
      async (request, reply) => {
        const thread = await findThread(dependencies, request.principal, request.params.threadId);
        const { threadId } = thread;
        const { accept, 'last-event-id': lastSeen } = request.headers;
        const cursor = lastSeen ?? request.query.cursor;
        reply.header('vary', 'accept');
        const type = requiredType(accept, MEDIA_TYPES, {
          title: 'No such form of the events',
          detail: `Events come as ${MEDIA_TYPES.join(' and ')}.`,
        });
        if (type === 'application/json') {
          const page = await readItemPage(journal, threadId, { ...request.query, cursor });
          return withLag(dependencies, thread, page);
        }
        const wish = { threadId, afterSeq: cursor, ...defined({ until: request.query.until }) };
        return sendStream(
          request,
          reply,
          (sink, signal) => streamThread(sources, wish, sink, signal),
          async () => (await journal.readThread(threadId)) !== undefined,
        );
      },
    );
  };
