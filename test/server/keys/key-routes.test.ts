import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type KeyedBench, openKeyedBench } from '../../support/tenants/keyed-bench.ts';

let bench: KeyedBench;
beforeAll(async () => {
  bench = await openKeyedBench();
});
afterAll(() => bench.close());

interface Made {
  readonly keyId: string;
  readonly secret: string;
  readonly prefix: string;
}

const made = async (body: object = {}, tenant = 'acme'): Promise<Made> => {
  const reply = await bench.as(tenant)('POST', '/v1/keys', { name: 'ci', scopes: ['read'], ...body });
  expect(reply.statusCode).toBe(201);
  return reply.json<Made>();
};
const statusWith = async (secret: string, url = '/v1/threads'): Promise<number> =>
  (await bench.call('GET', url, undefined, { authorization: `Bearer ${secret}` })).statusCode;

describe('POST /v1/keys', () => {
  test('→ a key that works for its tenant, and whose secret is shown this once', async () => {
    const { secret, keyId, prefix } = await made({ scopes: ['write'] });
    expect(secret.startsWith(prefix)).toBe(true);
    const authorization = `Bearer ${secret}`;
    const thread = await bench.call('POST', '/v1/threads', {}, { authorization });
    expect(thread.statusCode).toBe(201);
    const { threadId } = thread.json<{ threadId: string }>();
    expect((await bench.as('acme')('GET', `/v1/threads/${threadId}`)).statusCode).toBe(200);
    expect((await bench.as('globex')('GET', `/v1/threads/${threadId}`)).statusCode).toBe(404);
    const shown = await bench.as('acme')('GET', `/v1/keys/${keyId}`);
    expect(shown.json()).toMatchObject({
      keyId,
      prefix,
      tenantId: 'acme',
      status: 'active',
      scopes: ['write'],
    });
    expect(shown.body).not.toContain(secret);
    expect((await bench.as('acme')('GET', '/v1/keys')).body).not.toContain(secret);
  });

  test('under an Idempotency-Key → 400 that names it: no secret is kept for a second answer', async () => {
    const body = { name: 'CI', scopes: ['read'] };
    const refused = await bench.as('acme')('POST', '/v1/keys', body, { 'idempotency-key': 'order-17' });
    expect([refused.statusCode, refused.json().errors[0].field]).toEqual([400, 'idempotency-key']);
  });

  test('with a day as its end → taken until that day is over, as an entry of API_KEYS', async () => {
    const body = { name: 'ci', scopes: ['read'], expiresAt: '2099-12-31' };
    const reply = await bench.as('acme')('POST', '/v1/keys', body);
    expect(reply.json()).toMatchObject({ expiresAt: '2100-01-01T00:00:00.000Z' });
  });

  test.each([
    ['an end that is no day', { expiresAt: '31.12.2099' }, 'expiresAt'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['a scope that is none', { scopes: ['root'] }, 'scopes.0'],
    ['another tenant', { tenantId: 'globex' }, 'tenantId'],
    ['an end that is past', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['a name with a line break', { name: 'a\nb' }, 'name'],
  ])('with %s → 400', async (_, body, field) => {
    const reply = await bench.as('acme')('POST', '/v1/keys', { name: 'ci', scopes: ['read'], ...body });
    expect([reply.statusCode, reply.json().errors]).toMatchObject([400, [{ field }]]);
  });
});

describe('DELETE /v1/keys/{keyId}', () => {
  test('→ the key is taken no longer; once more → as it was', async () => {
    const { secret, keyId } = await made();
    expect(await statusWith(secret)).toBe(200);
    const revoked = await bench.as('acme')('DELETE', `/v1/keys/${keyId}`);
    expect(revoked.json()).toMatchObject({ status: 'revoked' });
    expect(await statusWith(secret)).toBe(401);
    expect((await bench.as('acme')('DELETE', `/v1/keys/${keyId}`)).json()).toEqual(revoked.json());
    const rotated = await bench.as('acme')('POST', `/v1/keys/${keyId}/rotate`, { overlapSeconds: 60 });
    expect([rotated.statusCode, rotated.json().code]).toEqual([409, 'keyOver']);
  });
});

describe('POST /v1/keys/{keyId}/rotate', () => {
  const rotate = async (keyId: string, overlapSeconds: number): Promise<Made> =>
    (await bench.as('acme')('POST', `/v1/keys/${keyId}/rotate`, { overlapSeconds })).json();

  test('with an overlap → both secrets are taken, and which one goes is told', async () => {
    const { secret, keyId, prefix } = await made();
    const next = await rotate(keyId, 600);
    expect(next).toMatchObject({ keyId, replaced: { prefix } });
    expect([await statusWith(secret), await statusWith(next.secret)]).toEqual([200, 200]);
    const last = await rotate(keyId, 600);
    expect([await statusWith(secret), await statusWith(next.secret)]).toEqual([401, 200]);
    expect(await statusWith(last.secret)).toBe(200);
    await bench.as('acme')('DELETE', `/v1/keys/${keyId}`);
    expect([await statusWith(next.secret), await statusWith(last.secret)]).toEqual([401, 401]);
  });

  test('without one → only the new secret is taken', async () => {
    const { secret, keyId } = await made();
    const next = await rotate(keyId, 0);
    expect(next).not.toHaveProperty('replaced');
    expect([await statusWith(secret), await statusWith(next.secret)]).toEqual([401, 200]);
  });
});

test('GET /v1/keys → those of the tenant, page by page, the newest first', async () => {
  const first = await made({}, 'globex');
  const second = await made({}, 'globex');
  const page = async (query: string) =>
    (await bench.as('globex')('GET', `/v1/keys?${query}`)).json<{
      keys: Made[];
      nextCursor: string | null;
    }>();
  const { keys, nextCursor } = await page('limit=1');
  expect(keys.map(({ keyId }) => keyId)).toEqual([second.keyId]);
  const rest = await page(`limit=5&cursor=${nextCursor}`);
  expect(rest).toMatchObject({ keys: [{ keyId: first.keyId }], nextCursor: null });
});
