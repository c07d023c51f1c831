import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readRetryAfter } from '../../../activities/webhooks/read-answer.ts';
import { sendWebhook } from '../../../activities/webhooks/send-webhook.ts';

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const receiver = (answer: RequestListener) => listening(createHttpServer(answer));

const send = (url: string, allowedHosts: readonly string[], over: object = {}) =>
  sendWebhook(
    { url, headers: { 'x-a': 'b' }, body: '{"ü":1}' },
    { allowedHosts, timeoutMs: 10_000, ...over },
  );

describe('sendWebhook', () => {
  test('a receiver → gets body and headers, and its answer is told up to 1 KiB', async () => {
    const seen: unknown[] = [];
    const port = await receiver((request, response) => {
      request.on('data', (chunk) => seen.push(request.method, request.headers['x-a'], String(chunk)));
      request.on('end', () => response.writeHead(202, { 'retry-after': '7' }).end('y'.repeat(100_000)));
    });
    expect(await send(`http://127.0.0.1:${port}/a`, [`127.0.0.1:${port}`])).toEqual({
      ...{ ok: true, status: 202, retryAfterMs: 7_000, answer: 'y'.repeat(1024) },
    });
    expect(seen).toEqual(['POST', 'b', '{"ü":1}']);
  });

  test('a redirect → told as it is, and not followed', async () => {
    let asked = 0;
    const port = await receiver((_, response) => {
      asked += 1;
      response.writeHead(307, { location: '/b' }).end();
    });
    expect(await send(`http://127.0.0.1:${port}/a`, [`127.0.0.1:${port}`])).toMatchObject({ status: 307 });
    expect(asked).toBe(1);
  });

  test('an answer whose end never comes → its status counts, with what has come of it', async () => {
    const port = await receiver((_, response) => void response.writeHead(200).write('begun'));
    const sent = await send(`http://127.0.0.1:${port}/`, [`127.0.0.1:${port}`]);
    expect(sent).toEqual({ ok: true, status: 200, answer: 'begun' });
  });

  test('no answer at all → timeout; a port that is closed, a server of something else → connection', async () => {
    const silent = await listening(createTcpServer(() => undefined));
    const late = await send(`http://127.0.0.1:${silent}/`, [`127.0.0.1:${silent}`], { timeoutMs: 200 });
    expect(late).toEqual({ ok: false, failure: 'timeout', detail: 'There was no answer within 0.2 s.' });
    const other = await listening(createTcpServer((socket) => socket.end('220 mail\r\n')));
    expect(await send(`http://127.0.0.1:${other}/`, [`127.0.0.1:${other}`])).toMatchObject({
      failure: 'connection',
    });
    const closed = await send('http://127.0.0.1:1/', ['127.0.0.1:1']);
    expect(closed).toMatchObject({ failure: 'connection', detail: expect.stringContaining('ECONNREFUSED') });
  });

  test('a host that does not speak TLS → the TLS connection failed', async () => {
    const port = await receiver((_, response) => response.end());
    expect(await send(`https://127.0.0.1:${port}/`, [`127.0.0.1:${port}`])).toMatchObject({ failure: 'tls' });
  });

  test('a name of the public internet that stands for this machine → refused, whatever else it stands for', async () => {
    let asked = 0;
    const port = await receiver((_, response) => {
      asked += 1;
      response.end();
    });
    const inside = [
      ['127.0.0.1'],
      ['8.8.8.8', '10.0.0.1'],
      ['::1'],
      ['::ffff:127.0.0.1'],
      ['64:ff9b::7f00:1'],
    ];
    for (const addresses of inside)
      expect(
        await send(`https://hooks.example.org:${port}/`, [], { resolve: async () => addresses }),
      ).toMatchObject({ ok: false, failure: 'refusedAddress' });
    expect(await send('https://hooks.example.org/', [], { resolve: async () => [] })).toMatchObject({
      failure: 'unknownHost',
    });
    expect(asked).toBe(0);
  });

  test('a name that is looked up once as public and later as this machine → is looked up once, never reached here', async () => {
    let asked = 0;
    const port = await receiver((_, response) => {
      asked += 1;
      response.end();
    });
    let lookups = 0;
    const resolve = async () => {
      lookups += 1;
      // Whoever asked again for the connection would come to this machine.
      return lookups === 1 ? ['8.8.8.8'] : ['127.0.0.1'];
    };
    const sent = await send(`https://hooks.example.org:${port}/`, [], { resolve, timeoutMs: 300 });
    expect(sent).toMatchObject({ ok: false });
    expect([lookups, asked]).toEqual([1, 0]);
  });

  test('a name server that does not answer → timeout', async () => {
    const resolve = () => new Promise<readonly string[]>(() => undefined);
    expect(await send('https://hooks.example.org/', [], { resolve, timeoutMs: 100 })).toMatchObject({
      failure: 'timeout',
    });
  });

  test('an address that was allowed when the webhook was made, and no longer is → refused', async () => {
    expect(await send('http://127.0.0.1:9/', [])).toMatchObject({ failure: 'refusedAddress' });
  });
});

test('readRetryAfter: seconds, a date, neither', () => {
  expect(readRetryAfter('120', 0)).toBe(120_000);
  expect(readRetryAfter('Thu, 01 Jan 1970 00:01:00 GMT', 1_000)).toBe(59_000);
  expect(readRetryAfter('Thu, 01 Jan 1970 00:00:00 GMT', 1_000)).toBe(0);
  for (const value of [undefined, 'soon', '-1', '9'.repeat(20)])
    expect(readRetryAfter(value, 0)).toBeUndefined();
});
