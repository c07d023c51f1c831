/**
 * A thread's events as they come (server-sent events), or the record page by page: as the caller accepts it.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServerDependencies } from '../dependencies.ts';
import { requiredType } from '../http/preferred-type.ts';
import { unavailable } from '../http/problem.ts';
import { formProblems, readProblems } from '../http/replies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { itemPageQuery, position, readItemPage } from '../record/item-page.ts';
import { itemPageSchema } from '../record/item-schema.ts';
import { eventSchema } from './event-schema.ts';
import { streamThread } from './event-stream.ts';
import { createHttpSink } from './http-sink.ts';
import { createRecordTicks } from './record-ticks.ts';
import { OPENING } from './sse.ts';

/** One process has at most so many; each costs a connection and little else. */
const MAX_READERS = 1_000;
const MEDIA_TYPES = ['application/json', 'text/event-stream'] as const;

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
    const readers = new Set<AbortController>();
    // Streams never end by themselves: the server could not stop.
    app.addHook('preClose', async () => {
      for (const reader of readers) reader.abort();
    });

    app.get(
      '/threads/:threadId/events',
      {
        schema: {
          operationId: 'watchThread',
          summary: "A thread's events as they come, or its record page by page.",
          tags: ['record'],
          description: 'Server-sent events for who accepts `text/event-stream`, JSON for everybody else.',
          params: threadParams,
          querystring: itemPageQuery,
          headers,
          response: {
            200: {
              description: 'A page of the record, or a stream that does not end by itself.',
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
        const { threadId } = await findThread(dependencies, request.principal, request.params.threadId);
        const { accept, 'last-event-id': lastSeen } = request.headers;
        const cursor = lastSeen ?? request.query.cursor;
        reply.header('vary', 'accept');
        const type = requiredType(accept, MEDIA_TYPES, {
          title: 'No such form of the events',
          detail: `Events come as ${MEDIA_TYPES.join(' and ')}.`,
        });
        if (type === 'application/json') return readItemPage(journal, threadId, { ...request.query, cursor });
        if (readers.size >= MAX_READERS)
          throw unavailable('too many readers follow threads here; come again later');
        const reader = new AbortController();
        readers.add(reader);
        const http = reply.hijack().raw;
        http.once('close', () => reader.abort());
        // Gone while its thread was looked up: no close follows.
        if (http.destroyed) reader.abort();
        // Written to a connection that is gone: its close follows.
        http.on('error', () => undefined);
        http.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          // Some proxies would collect events otherwise.
          'x-accel-buffering': 'no',
          vary: 'accept',
        });
        http.write(OPENING);
        try {
          await streamThread(
            sources,
            { threadId, afterSeq: cursor },
            createHttpSink(http, reader.signal),
            reader.signal,
          );
        } catch (error) {
          // The reader comes again by itself, from where it was.
          request.log.warn({ err: error }, 'a stream of events has broken off');
        } finally {
          readers.delete(reader);
          http.end();
        }
        return reply;
      },
    );
  };
