import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { apiOperations } from '../../../support/service/api-operations.ts';
import { openRestBench, type RestBench } from '../../../support/service/rest-bench.ts';
import { validBodyOf } from '../../../support/tenants/valid-bodies.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const changing = () =>
  apiOperations(bench.app.swagger()).flatMap(({ name, requestBody }) => {
    const [method = '', path = ''] = name.split(' ');
    const isStreamed = /\/(workspace|files\/\{path\})$/.test(path);
    return path.startsWith('/v1/') && method !== 'GET' && !isStreamed
      ? [{ method: method as Method, path, takesBody: requestBody !== undefined }]
      : [];
  });

const urlOf = (path: string): string => path.replaceAll(/\{\w+\}/g, 'x');

test('body: a field that a route does not know → 400 that names it, on every route of the API', async () => {
  expect(changing().filter(({ takesBody }) => !takesBody).length).toBeGreaterThan(5);
  for (const { method, path } of changing()) {
    const reply = await bench.call(method, urlOf(path), { ...validBodyOf(method, path), colour: 'blue' });
    const named = reply.json<{ errors?: { field: string }[] }>().errors?.map(({ field }) => field);
    expect([method, path, reply.statusCode, named]).toEqual([method, path, 400, ['colour']]);
  }
});

test('body: no object, where none is taken → 400 that says so', async () => {
  const reply = await bench.call('POST', '/v1/schedules/sch_1/run', '["now"]');
  expect(reply.json()).toMatchObject({
    ...{ status: 400, code: 'validation' },
    errors: [{ field: 'body', message: 'must be left out, or be {}' }],
  });
});

test('body: none, an empty one and {} → as before', async () => {
  for (const body of [undefined, '', '{}', 'null'])
    expect((await bench.call('POST', '/v1/schedules/sch_1/pause', body)).statusCode).toBe(404);
});
