/** What happens on all threads of a tenant: as it comes (server-sent events), or page by page. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServerDependencies } from '../dependencies.ts';
import { requiredType } from '../http/preferred-type.ts';
import { formProblems, readProblems } from '../http/replies.ts';
import { findThread } from '../lookup/find-thread.ts';
import { position } from '../record/item-page.ts';
import { createEventTicks } from './event-ticks.ts';
import { serviceEventPageSchema, serviceStreamSchema } from './service-event-schema.ts';
import { filterOf, serviceEventReply, serviceEventsQuery, startOf } from './service-events.ts';
import { streamServiceEvents } from './service-stream.ts';
import { streamReplies } from './stream-reply.ts';

const MEDIA_TYPES = ['application/json', 'text/event-stream'] as const;

const headers = z.object({
  accept: z.string().optional(),
  /** What a reader sends who comes again: the position of the last event that it has seen. */
  'last-event-id': position.optional(),
});

export const serviceEventRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal } = dependencies;
    const sources = { journal, ticks: createEventTicks(journal) };
    const sendStream = streamReplies(app);

    app.get(
      '/events',
      {
        schema: {
          operationId: 'watchEvents',
          summary: 'Events of all threads as they come, or page by page.',
          tags: ['events'],
          description: 'Server-sent events for who accepts `text/event-stream`, JSON for everybody else.',
          querystring: serviceEventsQuery,
          headers,
          response: {
            200: {
              description: 'A page of them, or a stream that does not end by itself.',
              content: {
                'application/json': { schema: serviceEventPageSchema },
                'text/event-stream': { schema: serviceStreamSchema },
              },
            },
            ...readProblems,
            ...formProblems,
          },
        },
      },
      async (request, reply) => {
        const { query, principal } = request;
        const { tenantId } = principal;
        const { accept, 'last-event-id': lastSeen } = request.headers;
        reply.header('vary', 'accept');
        const type = requiredType(accept, MEDIA_TYPES, {
          title: 'No such form of the events',
          detail: `Events come as ${MEDIA_TYPES.join(' and ')}.`,
        });
        if (query.threadId !== undefined) await findThread(dependencies, principal, query.threadId);
        // Who has changed something and then asks finds it: the dispatch may be about to look.
        await journal.placeEvents(new Date());
        const after = await startOf(journal, lastSeen ?? query.cursor);
        const filter = filterOf(query);
        if (type === 'text/event-stream')
          return sendStream(request, reply, (sink, signal) =>
            streamServiceEvents(sources, { tenantId, after, filter }, sink, signal),
          );
        const rows = await journal.readServiceEvents(tenantId, after, query.limit, filter);
        return {
          events: rows.map(serviceEventReply),
          nextCursor: rows.at(-1)?.position ?? after,
          isLast: rows.length < query.limit,
        };
      },
    );
  };
