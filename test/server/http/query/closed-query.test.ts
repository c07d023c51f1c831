import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRestBench, type RestBench } from '../../../support/service/rest-bench.ts';
import { validBodyOf } from '../../../support/tenants/valid-bodies.ts';

let bench: RestBench;
let threadId: string;
beforeAll(async () => {
  bench = await openRestBench();
  threadId = await bench.newThread();
});
afterAll(() => bench.close());

type Operation = [method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string];

test('query: a field that a route does not know → 400 that names it, on every route of the API', async () => {
  const { paths } = (await bench.call('GET', '/openapi.json')).json<{ paths: Record<string, object> }>();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method): Operation => [method.toUpperCase() as Operation[0], path]),
  );
  const ofApi = operations.filter(([, path]) => path.startsWith('/v1/'));
  expect(ofApi.length).toBeGreaterThan(30);
  // Bodies are looked at before queries: each one is valid.
  for (const [method, path] of ofApi) {
    const url = path.replace('{threadId}', threadId).replaceAll(/\{\w+\}/g, 'x');
    const body = method === 'GET' ? undefined : validBodyOf(method, path);
    const reply = await bench.call(method, `${url}?colour=blue`, body);
    const named = reply.json<{ errors?: { field: string }[] }>().errors?.map(({ field }) => field);
    expect({ method, path, status: reply.statusCode, named }).toEqual({
      ...{ method, path, status: 400 },
      named: expect.arrayContaining(['colour']),
    });
  }
});

test('query: none, and an empty one → the reply as before', async () => {
  for (const query of ['', '?'])
    expect((await bench.call('GET', `/v1/threads/${threadId}${query}`)).statusCode).toBe(200);
});
