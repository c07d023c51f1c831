/**
 * What a server answers that is about to end: it has accepted the connection, and must not begin anything.
 */
import type { FastifyInstance } from 'fastify';
import { unavailable } from './problem.ts';

/**
 * Every request behind the begin of `app.close()` gets a 503 with `retry-after` like any other, and its
 * connection is closed. Fastify's own answer (`return503OnClosing`) has to be off.
 */
export function refuseWhileClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onRequest', async (_request, reply) => {
    if (!isClosing) return;
    reply.header('connection', 'close');
    throw unavailable('the server stops; repeat the request with the same Idempotency-Key');
  });
}
