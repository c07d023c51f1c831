import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { requestIdFor } from '../../../../server/http/observed/x-request-id.ts';
import { openRestBench, type RestBench } from '../../../support/service/rest-bench.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

const NEW = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

describe('requestIdFor', () => {
  test.each(['order-17', '01J9Z', 'a', '4bf92f35:00f0/x=+@_.', 'x'.repeat(128)])('%s → kept', (id) => {
    expect(requestIdFor(id)).toBe(id);
  });

  test.each([undefined, '', ' a', 'a b', 'a\nb', '{"x":1}', 'ü', '-a', 'x'.repeat(129), ['a', 'b']])(
    '%j → a new one',
    (id) => {
      expect(requestIdFor(id)).toMatch(NEW);
    },
  );
});

test.each<['GET' | 'POST', string, unknown]>([
  ['GET', '/healthz', undefined],
  ['GET', '/v1/threads/thr_none', undefined],
  ['GET', '/nowhere', undefined],
  ['POST', '/v1/threads', '{'],
  ['POST', '/v1/threads', {}],
])('%s %s → the id comes back, in problems too', async (method, url, body) => {
  const reply = await bench.call(method, url, body, { 'x-request-id': 'mine-1' });
  expect(reply.headers['x-request-id']).toBe('mine-1');
  if (reply.statusCode >= 400) expect(reply.json().instance).toBe('urn:goalkeeper:request:mine-1');
  const unnamed = await bench.call(method, url, body);
  expect(unnamed.headers['x-request-id']).toMatch(NEW);
  if (unnamed.statusCode >= 400) expect(unnamed.json()).not.toHaveProperty('instance');
});
