import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPgliteClient } from '../../../journal/sql/pglite-client.ts';
import type { SqlClient } from '../../../journal/sql/sql.ts';
import { createSqlJournal } from '../../../journal/sql-journal.ts';
import { digestOfKey } from '../../../server/http/idempotency/sealed-body.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openMigratedPglite } from '../../support/journal/pglite-template.ts';
import { type RestBench, restBenchOver } from '../../support/service/rest-bench.ts';
import { createThreadsWithoutTemporal } from '../../support/service/threads-without-temporal.ts';

let bench: RestBench;
let client: SqlClient;
let goalUrl: string;

beforeAll(async () => {
  client = createPgliteClient(await openMigratedPglite());
  const journal = createSqlJournal(client);
  bench = await restBenchOver(journal, createThreadsWithoutTemporal(journal));
});
afterAll(() => bench.close());
beforeEach(async () => {
  goalUrl = `/v1/threads/${await bench.newThread()}/goal`;
});

const TABLES = ['contracts', 'contents', 'goal_labels', 'goals', 'items', 'threads', 'metadata_index'];
const rowCounts = async () => {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const [row] = await client.query<{ rows: number }>(`select count(*)::integer as rows from ${table}`);
    counts[table] = row?.rows ?? 0;
  }
  return counts;
};

const large = (content: string) => ({
  ...FILE_GOAL,
  title: 'x',
  verification: {
    checks: [
      { name: 'held', command: 'bash held.sh', visibility: 'hidden', files: [{ path: 'held.sh', content }] },
    ],
  },
});
const put = (content: string, headers = {}) => bench.call('PUT', goalUrl, large(content), headers);

describe('a goal that is refused', () => {
  test('150 times over an unfinished goal, with a key each or without → 409, and the journal is as it was', async () => {
    await put('exit 0');
    const before = await rowCounts();
    for (let attempt = 0; attempt < 150; attempt += 1) {
      const key = attempt % 2 === 0 ? {} : { 'idempotency-key': `refused-${attempt}` };
      expect((await put(`exit ${attempt + 1}`, key)).json()).toMatchObject({
        status: 409,
        code: 'goalUnfinished',
      });
    }
    expect(await rowCounts()).toEqual(before);
  });

  test('what is kept of a refusal for its key → no more than the refusal itself', async () => {
    await put('exit 0');
    await put('x'.repeat(200_000), { 'idempotency-key': 'one-refusal' });
    const [kept] = await client.query<{ bytes: number }>(
      'select length(body) as bytes from keyed_requests where request_key = $1',
      [digestOfKey('one-refusal')],
    );
    expect(kept?.bytes).toBeLessThan(10_000);
  });

  test('an entity tag that is stale → 412; a check that names unknown content beside one that brings it → 400; nothing stays', async () => {
    await put('exit 0');
    const before = await rowCounts();
    expect((await put('exit 1', { 'if-match': '"goal_x.1"' })).statusCode).toBe(412);
    const [check] = large('exit 2').verification.checks;
    const unknown = { path: 'other.sh', mode: '644', sizeBytes: 3, sha256: '0'.repeat(64) };
    const checks = [{ ...check, files: [...(check?.files ?? []), unknown] }];
    const body = { ...FILE_GOAL, replace: true, verification: { checks } };
    expect((await bench.call('PUT', goalUrl, body)).statusCode).toBe(400);
    expect(await rowCounts()).toEqual(before);
  });

  test('the thread refuses what nobody foresaw → its contract goes', async () => {
    const before = await rowCounts();
    bench.threads.beforeUpdate = async () => {
      bench.threads.beforeUpdate = async () => {};
      expect((await bench.call('PUT', goalUrl, FILE_GOAL)).statusCode).toBe(201);
    };
    expect((await bench.call('PUT', goalUrl, { ...FILE_GOAL, title: 'late' })).statusCode).toBe(409);
    const after = await rowCounts();
    expect([after.contracts, after.goal_labels]).toEqual([(before.contracts ?? 0) + 1, before.goal_labels]);
  });
});
