import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { callerLeft } from '../../../../server/http/bodies/caller-left.ts';

let app: FastifyInstance;
const signals: AbortSignal[] = [];
const entered = Promise.withResolvers<void>();
beforeAll(async () => {
  app = fastify();
  app.get('/at-once', async (_request, reply) => {
    signals.push(callerLeft(reply));
    return 'done';
  });
  app.get('/never', (_request, reply) => {
    signals.push(callerLeft(reply));
    entered.resolve();
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

const port = (): number => (app.server.address() as { port: number }).port;

test('callerLeft: the reply is whole, and then the connection closes → nobody has left', async () => {
  await (await fetch(`http://127.0.0.1:${port()}/at-once`, { headers: { connection: 'close' } })).text();
  expect(signals.at(-1)?.aborted).toBe(false);
});

test('callerLeft: the connection closes before there is a reply → aborted, with a problem as the reason', async () => {
  const socket = connect(port(), '127.0.0.1');
  socket.write('GET /never HTTP/1.1\r\nhost: a\r\n\r\n');
  await entered.promise;
  const signal = signals.at(-1);
  const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
  socket.destroy();
  await aborted;
  expect(signal?.reason).toMatchObject({ problem: { status: 408, code: 'requestTimeout' } });
});
