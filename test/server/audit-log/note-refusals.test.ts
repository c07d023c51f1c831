/** Who was not let in: in which tenant's log it stands, and that a flood fills none. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PER_SOURCE } from '../../../server/audit-log/attempt-limit.ts';
import { type KeyedBench, openKeyedBench } from '../../support/tenants/keyed-bench.ts';

let bench: KeyedBench;
beforeAll(async () => {
  bench = await openKeyedBench();
});
afterAll(() => bench.close());

/** Entries are written behind the reply. */
async function entriesOf(tenantId: string, count: number) {
  let entries = await bench.journal.listAudit(tenantId, {}, 200);
  for (let tries = 0; entries.length < count && tries < 200; tries += 1)
    entries = await bench.journal.listAudit(tenantId, {}, 200);
  return entries;
}

test('a key without the scope, of a read too → in the log of its tenant alone, with code and address, without ids', async () => {
  await bench.as('acme', 'read')('POST', '/v1/threads', {});
  await bench.as('acme', 'read')('DELETE', '/v1/threads/thr_of_somebody');
  await bench.as('acme', 'write')('GET', '/v1/keys');
  const entries = await entriesOf('acme', 3);
  const refused = { status: 403, code: 'insufficientScope', source: '127.0.0.1' };
  expect(entries).toMatchObject([
    { ...refused, operation: 'listKeys', method: 'GET' },
    { ...refused, operation: 'archiveThread' },
    { ...refused, operation: 'createThread' },
  ]);
  expect(entries.some((entry) => 'threadId' in entry)).toBe(false);
  expect(await bench.journal.listAudit('globex', {}, 10)).toEqual([]);
});

test('a key that was revoked → 401 in the log of its tenant, by its id', async () => {
  const made = await bench.as('globex')('POST', '/v1/keys', { name: 'old', scopes: ['read'] });
  const { keyId, secret } = made.json();
  await bench.as('globex')('DELETE', `/v1/keys/${keyId}`);
  const reply = await bench.call('GET', '/v1/threads', undefined, { authorization: `Bearer ${secret}` });
  expect(reply.json()).toMatchObject({ status: 401, code: 'keyUnknown' });
  const [entry] = await entriesOf('globex', 3);
  expect(entry).toMatchObject({ keyId, status: 401, code: 'keyUnknown', operation: 'listThreads' });
});

test('a flood without a key → a few entries of nobody, and at the end how many more there were', async () => {
  for (let index = 0; index < PER_SOURCE.quota + 30; index += 1) await bench.call('GET', '/v1/threads');
  const entries = await entriesOf('default', PER_SOURCE.quota);
  expect(entries).toHaveLength(PER_SOURCE.quota);
  expect(entries[0]).toMatchObject({
    keyId: 'unknown',
    status: 401,
    code: 'keyMissing',
    source: '127.0.0.1',
  });
  await bench.app.close();
  const [last] = await bench.journal.listAudit('default', {}, 1);
  expect(last).toMatchObject({ status: 401, leftOut: 29 });
});
