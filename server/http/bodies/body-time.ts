/** How long a body may take: little for JSON, long where files are sent. */
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { rawReply, TIMED_OUT } from './raw-refusals.ts';
import './stream-body.ts';

const USUAL_MS = 60_000;
/** Node's own limit holds for every request: a large upload over a slow line. */
export const LONGEST_MS = 60 * 60_000;

/** A client that is slow on purpose must not hold a connection for as long as an upload may take. */
export function limitBodyTime(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config?.takesLong === true) return;
    const { raw } = request;
    const { socket } = raw;
    if (raw.complete || !(socket instanceof Socket)) return;
    const timer = setTimeout(() => {
      if (raw.complete) return;
      // An answer that has begun leaves no place for another one.
      if (reply.raw.headersSent) raw.destroy();
      else socket.end(rawReply(TIMED_OUT), () => raw.destroy());
    }, USUAL_MS);
    timer.unref();
    raw.once('close', () => clearTimeout(timer));
    raw.once('end', () => clearTimeout(timer));
  });
}
