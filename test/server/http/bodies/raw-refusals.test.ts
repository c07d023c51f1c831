/** What is no request yet is answered over a real socket, as every other problem is. */
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import {
  parserProblem,
  refuseBytes,
  refuseExpectations,
} from '../../../../server/http/bodies/raw-refusals.ts';

let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  app = fastify({ clientErrorHandler: refuseBytes, http: { maxHeaderSize: 2_000 } });
  refuseExpectations(app);
  app.post('/', async () => ({ ok: true }));
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  port = Number(new URL(url).port);
});
afterAll(() => app.close());

const ask = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let reply = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      reply += chunk.toString();
    });
    socket.once('error', reject).once('close', () => resolve(reply));
  });

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400, 'badRequest'],
  [
    'headers that are too large',
    `POST / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(3_000)}\r\n\r\n`,
    431,
    'headersTooLarge',
  ],
  [
    'an expectation nobody meets',
    'POST / HTTP/1.1\r\nhost: x\r\nexpect: miracles\r\ncontent-length: 0\r\n\r\n',
    417,
    'expectationFailed',
  ],
] as const)('%s → a problem with its code, and the connection ends', async (_, bytes, status, code) => {
  const reply = await ask(bytes);
  expect(reply).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(reply.toLowerCase()).toContain('content-type: application/problem+json');
  expect(JSON.parse(/\{.*\}/s.exec(reply)?.[0] ?? '')).toMatchObject({ status, code });
});

test('parserProblem: a request that does not end → 408', () => {
  expect(parserProblem({ code: 'ERR_HTTP_REQUEST_TIMEOUT' })).toMatchObject({ status: 408 });
});
