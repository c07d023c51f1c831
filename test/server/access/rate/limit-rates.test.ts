import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rateSettings } from '../../../../server/access/rate/rate-settings.ts';
import { type KeyedBench, openKeyedBench } from '../../../support/tenants/keyed-bench.ts';

let bench: KeyedBench;
beforeAll(async () => {
  const rate = (quota: number) => ({ quota, windowSeconds: 3_600 });
  bench = await openKeyedBench(undefined, undefined, { key: rate(5), tenant: rate(8) });
});
afterAll(() => bench.close());

const ask = (tenant: string, scope: 'read' | 'write' | 'admin', url = '/v1/threads') =>
  bench.as(tenant, scope)('GET', url);

test('a burst → 429 with retry-after for the key, then for the tenant; the other tenant goes on', async () => {
  const first = await ask('acme', 'read');
  expect(first.headers).toMatchObject({
    'ratelimit-policy': '"key";q=5;w=3600, "tenant";q=8;w=3600',
    ratelimit: expect.stringMatching(/^"key";r=4;t=720, "tenant";r=7;t=450$/),
  });
  for (let count = 1; count < 5; count += 1)
    expect((await ask('acme', 'read', '/v1/threads/thr_unknown')).statusCode).toBe(404);
  const refused = await ask('acme', 'read');
  expect([refused.statusCode, refused.json()]).toMatchObject([429, { code: 'rateLimited', policy: 'key' }]);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(700);
  expect(refused.headers.ratelimit).toContain('"key";r=0');
  for (let count = 0; count < 2; count += 1) expect((await ask('acme', 'write')).statusCode).toBe(200);
  const ofTenant = await ask('acme', 'admin');
  expect([ofTenant.statusCode, ofTenant.json().policy]).toEqual([429, 'tenant']);
  expect((await ask('globex', 'read')).statusCode).toBe(200);
});

test('what nobody is asked for → is not limited', async () => {
  for (let count = 0; count < 20; count += 1)
    expect((await bench.call('GET', '/healthz')).statusCode).toBe(200);
});

test.each([
  ['nothing', {}, { key: { quota: 600, windowSeconds: 60 }, tenant: { quota: 3_000, windowSeconds: 60 } }],
  ['none', { RATE_LIMIT_KEY: 'none', RATE_LIMIT_TENANT: 'none' }, {}],
])('rateSettings: %s → %o', (_, environment, rates) => {
  expect(rateSettings(environment)).toEqual(rates);
});

test.each(['0', '-1', '1.5', 'many', '1e3'])('rateSettings: %s → refused by its name', (value) => {
  expect(() => rateSettings({ RATE_LIMIT_KEY: value })).toThrow('RATE_LIMIT_KEY');
});
