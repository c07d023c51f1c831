/** Bodies that are streamed: they are no JSON, and are never whole in memory. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body may take as long as the server lets any request take. */
    readonly takesLong?: true;
  }
}

/** The routes of this plug-in alone are changed: whatever the type of a body is, it is left to the route. */
export function streamBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
}

/** What is read of a refused body, so that the refusal reaches the caller; then the connection is closed. */
const MAX_RUN_OFF_BYTES = 64 * 1024 * 1024;

/**
 * The body as it comes. What a reader that gives up leaves of it runs off: it would stand in the way of the
 * next request.
 */
export function streamedBody({ raw }: FastifyRequest): Readable {
  async function* chunks(): AsyncGenerator<Buffer> {
    const inner = raw.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
    try {
      for (let next = await inner.next(); next.done !== true; next = await inner.next()) yield next.value;
    } finally {
      // An error that came down here would destroy the request, and nobody would read what is left.
      await inner.return?.();
      runOff(raw);
    }
  }
  return Readable.from(chunks(), { objectMode: false });
}

function runOff(raw: FastifyRequest['raw']): void {
  let left = MAX_RUN_OFF_BYTES;
  raw.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) raw.destroy();
  });
  raw.resume();
}

/** A body of one of these types, for the OpenAPI document: parts of the schema of a route. */
export const binaryBody = (types: readonly string[], description: string) => ({
  consumes: [...types],
  body: z.any().meta({ type: 'string', format: 'binary', description }),
});
