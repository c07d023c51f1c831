/** Bodies that are streamed: they are no JSON, and are never whole in memory. */
import { createHash } from 'node:crypto';
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

const digests = new WeakMap<FastifyRequest, string>();

/**
 * SHA-256 of a streamed body in hex; `undefined`: nobody has read it to its end, or the request has no key
 * for which its content would be compared.
 */
export const digestOfStreamed = (request: FastifyRequest): string | undefined => digests.get(request);

/** The same of a body that no route will read. */
export async function digestOfUnread(request: FastifyRequest): Promise<string | undefined> {
  for await (const _ of streamedBody(request));
  return digestOfStreamed(request);
}

/** Whether the route leaves the body to its handler. */
export const isStreamed = ({ routeOptions: { schema } }: FastifyRequest): boolean =>
  schema?.consumes !== undefined;

/**
 * The body as it comes. What a reader that gives up leaves of it runs off: it would stand in the way of the
 * next request.
 */
export function streamedBody(request: FastifyRequest): Readable {
  const { raw } = request;
  async function* chunks(): AsyncGenerator<Buffer> {
    const inner = raw.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
    const digest = request.headers['idempotency-key'] === undefined ? undefined : createHash('sha256');
    try {
      for (let next = await inner.next(); next.done !== true; next = await inner.next()) {
        digest?.update(next.value);
        yield next.value;
      }
      if (digest !== undefined) digests.set(request, digest.digest('hex'));
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
