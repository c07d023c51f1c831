import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../../server/app.ts';
import { LOOPBACK_ONLY } from '../../../../server/http/origin/access.ts';
import { openRestBench, type RestBench } from '../../../support/service/rest-bench.ts';

let bench: RestBench;
let listed: FastifyInstance;

beforeAll(async () => {
  bench = await openRestBench();
  const access = { ...LOOPBACK_ONLY, origins: ['https://app.example'] };
  listed = await buildApp(bench.dependencies, { logLevel: 'silent', authenticate: 'open', access });
});
afterAll(async () => {
  await listed.close();
  await bench.close();
});

const threads = async (): Promise<number> =>
  (await bench.call('GET', '/v1/threads?limit=100')).json<{ threads: unknown[] }>().threads.length;

describe('pages of other origins', () => {
  test.each([
    ['GET', '/v1/threads'],
    ['POST', '/v1/threads'],
    ['GET', '/healthz'],
    ['GET', '/openapi.json'],
    ['GET', '/nothing'],
    ['DELETE', '/healthz'],
  ] as const)('rebound DNS, %s %s → 421 unknownHost', async (method, url) => {
    const reply = await bench.call(method, url, undefined, { host: 'evil.example:8800' });
    expect([reply.statusCode, reply.json()]).toMatchObject([421, { code: 'unknownHost' }]);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  test.each([
    [
      'a beacon without a body',
      undefined,
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    ],
    ['JSON of a null origin', {}, { origin: 'null' }],
    ['JSON of another site', {}, { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', {}, { 'sec-fetch-site': 'same-site' }],
  ])('%s → 403 crossSite, and no thread', async (_, body, headers: Record<string, string>) => {
    const before = await threads();
    const reply = await bench.call('POST', '/v1/threads', body, headers);
    expect([reply.statusCode, reply.json()]).toMatchObject([403, { code: 'crossSite' }]);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    expect(await threads()).toBe(before);
  });

  test('a form without fields of a browser that names no origin → 415, and the goal goes on', async () => {
    const url = `/v1/threads/${await bench.newThread()}/interrupt`;
    const reply = await bench.call('POST', url, undefined, { 'user-agent': 'Mozilla/5.0' });
    expect([reply.statusCode, reply.json().detail]).toEqual([
      415,
      expect.stringContaining('application/json'),
    ]);
  });

  test('curl and the page of the same origin → answered as ever', async () => {
    const url = `/v1/threads/${await bench.newThread()}/interrupt`;
    expect((await bench.call('POST', url)).statusCode).toBe(200);
    const page = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' };
    expect((await bench.call('POST', '/v1/threads', {}, page)).statusCode).toBe(201);
  });

  test('a preflight of an origin that is not listed → 403, and no leave to ask', async () => {
    const reply = await listed.inject({
      method: 'OPTIONS',
      url: '/v1/threads',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(reply.statusCode).toBe(403);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('pages of a listed origin', () => {
  const origin = 'https://app.example';

  test('a preflight → 204 with methods and headers', async () => {
    const reply = await listed.inject({
      method: 'OPTIONS',
      url: '/v1/threads/thr_x/goal',
      headers: { origin, 'access-control-request-method': 'PUT', 'sec-fetch-site': 'cross-site' },
    });
    expect([reply.statusCode, reply.body]).toEqual([204, '']);
    expect(reply.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': expect.stringContaining('PATCH'),
      'access-control-allow-headers': expect.stringContaining('if-match'),
    });
  });

  test('replies and problems → readable by the page, and told apart by caches', async () => {
    for (const url of ['/v1/threads', '/v1/threads/thr_x', '/nothing']) {
      const reply = await listed.inject({ url, headers: { origin, 'sec-fetch-site': 'cross-site' } });
      expect(reply.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': expect.stringContaining('etag'),
        vary: expect.stringContaining('origin'),
      });
    }
  });

  test('OPTIONS that is no preflight → 405 as ever; a program gets no leave, and needs none', async () => {
    const options = await listed.inject({ method: 'OPTIONS', url: '/v1/threads', headers: { origin } });
    expect(options.statusCode).toBe(405);
    const program = await listed.inject({ url: '/v1/threads' });
    expect([program.statusCode, program.headers.vary]).toEqual([200, 'origin']);
    expect(program.headers['access-control-allow-origin']).toBeUndefined();
  });
});
