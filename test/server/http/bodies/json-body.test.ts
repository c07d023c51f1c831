import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRestBench, type RestBench } from '../../../support/service/rest-bench.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

const post = (payload: Buffer, type = 'application/json') =>
  bench.app.inject({ method: 'POST', url: '/v1/threads', headers: { 'content-type': type }, payload });

test('bytes that are no UTF-8 → 400, since the words would be other ones', async () => {
  const reply = await post(Buffer.from('{"title":"caf\u00e9"}', 'latin1'));
  expect([reply.statusCode, reply.json()]).toEqual([
    400,
    expect.objectContaining({ code: 'invalidJsonBody', detail: 'It has bytes that are no UTF-8.' }),
  ]);
});

test.each(['application/json; charset=iso-8859-1', 'application/json;charset="latin1"'])(
  '%s → 415',
  async (type) => {
    expect((await post(Buffer.from('{}'), type)).statusCode).toBe(415);
  },
);

test.each(['application/json; charset=utf-8', 'application/json; charset=UTF8', 'application/json'])(
  '%s → the words as they were sent',
  async (type) => {
    const reply = await post(Buffer.from('{"title":"caf\u00e9"}'), type);
    expect([reply.statusCode, reply.json().title]).toEqual([201, 'caf\u00e9']);
  },
);

test('a name that would reach for what all objects share → 400 that names the field', async () => {
  const reply = await post(Buffer.from('{"metadata":{"__proto__":{"x":1}}}'));
  expect([reply.statusCode, reply.json().errors[0].field]).toEqual([400, 'metadata.__proto__']);
});

test('an empty body → none', async () => {
  expect((await post(Buffer.alloc(0))).statusCode).toBe(400);
});
