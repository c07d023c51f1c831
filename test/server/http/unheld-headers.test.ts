import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

test('If-Match where nothing has an entity tag → 412, and nothing is made; * holds', async () => {
  const made = (match: string) => bench.call('POST', '/v1/threads', {}, { 'if-match': match });
  const refused = await made('"x"');
  expect([refused.statusCode, refused.json().code]).toEqual([412, 'noEntityTag']);
  expect((await bench.call('GET', '/v1/threads?total=true')).json().total).toBe(0);
  expect((await made('*')).statusCode).toBe(201);
});

test('an Idempotency-Key where none is kept → 400 that names it, and no key is made', async () => {
  const key = { name: 'ci', scopes: ['read'] };
  const refused = await bench.call('POST', '/v1/keys', key, { 'idempotency-key': 'once' });
  expect([refused.statusCode, refused.json().errors[0].field]).toEqual([400, 'idempotency-key']);
  expect((await bench.call('GET', '/v1/keys')).json().keys).toEqual([]);
  expect((await bench.call('POST', '/v1/keys', key)).statusCode).toBe(201);
});

test('If-None-Match: * of a change that does not hold it → 412 and nothing is done; a tag → 400', async () => {
  const { threadId } = (await bench.call('POST', '/v1/threads', {})).json();
  const url = `/v1/threads/${threadId}`;
  const asked = (tag: string) => bench.call('PATCH', url, { title: 'other' }, { 'if-none-match': tag });
  const replies = [await asked('*'), await asked('"x"')];
  expect(replies.map((reply) => [reply.statusCode, reply.json().code])).toEqual([
    [412, 'noEntityTag'],
    [400, 'validation'],
  ]);
  expect((await bench.call('GET', url)).json()).not.toHaveProperty('title');
});

test('a part in place of the content → 400 that names Content-Range, and nothing is written', async () => {
  const { threadId } = (await bench.call('POST', '/v1/threads', {})).json();
  const headers = { 'content-range': 'bytes 4-4/5', 'content-type': 'application/octet-stream' };
  for (const path of ['files/a', 'workspace']) {
    const url = `/v1/threads/${threadId}/${path}`;
    const refused = await bench.app.inject({ method: 'PUT', url, headers, payload: Buffer.from('Z') });
    expect([refused.statusCode, refused.json().errors[0].field]).toEqual([400, 'content-range']);
  }
});

test('a path that is not served → 404 all the same', async () => {
  const reply = await bench.call('POST', '/v1/nothing', {}, { 'if-match': '"x"' });
  expect(reply.statusCode).toBe(404);
});
