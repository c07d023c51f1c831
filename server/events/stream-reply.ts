/** Answers with server-sent events, for as long as the reader, the stream and the server want. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { stillHolds } from '../access/principal.ts';
import { unavailable } from '../http/problem.ts';
import type { EventSink } from './event-stream.ts';
import { createHttpSink } from './http-sink.ts';
import { OPENING } from './sse.ts';

type Stream = (sink: EventSink, signal: AbortSignal) => Promise<void>;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Some proxies would collect events otherwise.
  'x-accel-buffering': 'no',
  vary: 'accept',
} as const;

/** One process has at most so many of each kind; each costs a connection and little else. */
const MAX_READERS = 1_000;

/** A key that was revoked or has ended is read with for so long at most; so is a thread that was purged. */
const LOOK_EVERY_MS = 5_000;

/**
 * The reader comes again, and is told why it is not let in. Where nobody can be asked, it reads on till then.
 */
async function endWhenOver(
  request: FastifyRequest,
  isThere: () => Promise<boolean>,
  reader: AbortController,
): Promise<void> {
  try {
    if (!((await stillHolds(request)) && (await isThere()))) reader.abort();
  } catch (error) {
    request.log.warn({ err: error }, 'whether a reader of events may read on is not known');
  }
}

/**
 * What it returns throws a 503 when there are too many readers. Its streams end when the server stops, when
 * the caller would not be let in any more, and when what is read is not there any more (`isThere`).
 */
export function streamReplies(
  app: FastifyInstance,
): (
  request: FastifyRequest,
  reply: FastifyReply,
  stream: Stream,
  isThere?: () => Promise<boolean>,
) => Promise<FastifyReply> {
  const readers = new Set<AbortController>();
  // Streams may never end by themselves: the server could not stop.
  app.addHook('preClose', async () => {
    for (const reader of readers) reader.abort();
  });

  return async (request, reply, stream, isThere = async () => true) => {
    if (request.method === 'HEAD') return reply.headers(HEADERS).send();
    if (readers.size >= MAX_READERS)
      throw unavailable('too many readers follow events here; come again later');
    const reader = new AbortController();
    readers.add(reader);
    const http = reply.hijack().raw;
    http.once('close', () => reader.abort());
    // Gone while it was looked up what is read: no close follows.
    if (http.destroyed) reader.abort();
    // Written to a connection that is gone: its close follows.
    http.on('error', () => undefined);
    http.writeHead(200, HEADERS);
    http.write(OPENING);
    const watch = setInterval(() => void endWhenOver(request, isThere, reader), LOOK_EVERY_MS).unref();
    try {
      await stream(createHttpSink(http, reader.signal), reader.signal);
    } catch (error) {
      // The reader comes again by itself, from where it was.
      request.log.warn({ err: error }, 'a stream of events has broken off');
    } finally {
      clearInterval(watch);
      readers.delete(reader);
      http.end();
    }
    return reply;
  };
}
