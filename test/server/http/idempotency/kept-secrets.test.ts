/** Secrets that replies show once: where they stand in the journal afterwards. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPgliteClient } from '../../../../journal/sql/pglite-client.ts';
import type { SqlClient } from '../../../../journal/sql/sql.ts';
import { createSqlJournal } from '../../../../journal/sql-journal.ts';
import { openMigratedPglite } from '../../../support/journal/pglite-template.ts';
import { type RestBench, restBenchOver } from '../../../support/service/rest-bench.ts';
import { createThreadsWithoutTemporal } from '../../../support/service/threads-without-temporal.ts';

let bench: RestBench;
let client: SqlClient;
beforeAll(async () => {
  client = createPgliteClient(await openMigratedPglite());
  const journal = createSqlJournal(client);
  bench = await restBenchOver(journal, createThreadsWithoutTemporal(journal));
});
afterAll(() => bench.close());

/** Each column of each table that holds the text. */
async function placesOf(text: string): Promise<string[]> {
  const tables = await client.query<{ table_name: string }>(
    'select table_name from information_schema.tables where table_schema = current_schema()',
  );
  const found = await Promise.all(
    tables.map(async ({ table_name: table }) => {
      const rows = await client.query<Record<string, unknown>>(`select * from "${table}"`);
      return rows.flatMap((row) =>
        Object.keys(row)
          .filter((column) => String(JSON.stringify(row[column])).includes(text))
          .map((column) => `${table}.${column}`),
      );
    }),
  );
  return found.flat();
}

const URL = 'https://hooks.example.org/goals';
const HEADERS = { 'idempotency-key': 'a-key-of-the-caller' };

const made = async (path: string, body: object | undefined, key: string) => {
  const send = () => bench.call('POST', path, body, { 'idempotency-key': key });
  const [first, again] = [await send(), await send()];
  expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body]);
  expect(again.headers['idempotency-replayed']).toBe('true');
  return first.json<{ secret: string; webhookId: string }>();
};

test('a secret of a webhook, made and rotated under keys → repeated byte for byte, and only where its deliveries are signed', async () => {
  const { webhookId, secret } = await made('/v1/webhooks', { url: URL }, 'make-1');
  expect(await placesOf(secret)).toEqual(['webhooks.secret']);
  const rotated = await made(`/v1/webhooks/${webhookId}/rotate-secret`, undefined, 'rotate-1');
  expect(await placesOf(rotated.secret)).toEqual(['webhooks.secret']);
  const own = await made('/v1/webhooks/signing-secret/rotate', undefined, 'rotate-own');
  expect(await placesOf(own.secret)).toEqual(['signing_secrets.secret']);
  await bench.call('DELETE', `/v1/webhooks/${webhookId}`);
  expect([await placesOf(secret), await placesOf(rotated.secret)]).toEqual([[], []]);
});

test('the keys that seal the answers → stand nowhere', async () => {
  await bench.call('POST', '/v1/webhooks', { url: URL }, HEADERS);
  expect(await placesOf(HEADERS['idempotency-key'])).toEqual([]);
});

test('a secret of an API key → nowhere, whatever is sent with the request', async () => {
  const body = { name: 'CI', scopes: ['read'] };
  // No answer with a secret is kept for a key: where one is sent, nothing is made.
  expect((await bench.call('POST', '/v1/keys', body, HEADERS)).statusCode).toBe(400);
  const { 'idempotency-key': _, ...headers } = HEADERS;
  const { secret, keyId } = (await bench.call('POST', '/v1/keys', body, headers)).json();
  expect(await placesOf(secret)).toEqual([]);
  const rotated = await bench.call('POST', `/v1/keys/${keyId}/rotate`, { overlapSeconds: 60 }, headers);
  expect([rotated.statusCode, await placesOf(rotated.json().secret)]).toEqual([200, []]);
});
