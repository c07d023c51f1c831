/** Schema migrations and transactions, on a bare database. */
import { expect, test } from '@jest/globals';
import { migrate } from '../../../journal/migrate.ts';
import { type Migration, readMigrations } from '../../../journal/migrations.ts';
import { READ_RANGE } from '../../../journal/tables/items.ts';
import type { OpenClient } from '../../support/journal/journals.ts';

const first: Migration = {
  name: '0001_first.sql',
  sql: 'create table one (a integer); create table two (a integer);',
  sha256: 'a',
};
const second: Migration = {
  name: '0002_second.sql',
  sql: 'alter table one add column b integer',
  sha256: 'b',
};
const broken: Migration = {
  name: '0003_broken.sql',
  sql: 'create table three (a integer); select nothing',
  sha256: 'c',
};

export function migrationCases(openClient: OpenClient): void {
  test('migrate: fresh, then again, then with one file more → each file once', async () => {
    const client = await openClient();
    expect(await migrate(client, [first])).toEqual(['0001_first.sql']);
    expect(await migrate(client, [first])).toEqual([]);
    expect(await migrate(client, [first, second])).toEqual(['0002_second.sql']);
    expect(await client.query('select a, b from one')).toEqual([]);
  });

  test('migrate: eight at once → one of them applies, all succeed', async () => {
    const client = await openClient();
    const results = await Promise.all(Array.from({ length: 8 }, () => migrate(client, [first, second])));
    expect(results.filter((applied) => applied.length > 0)).toEqual([['0001_first.sql', '0002_second.sql']]);
  });

  test('migrate: an applied file was changed → refused, and nothing newer is applied', async () => {
    const client = await openClient();
    await migrate(client, [first]);
    await expect(migrate(client, [{ ...first, sha256: 'other' }, second])).rejects.toThrow(
      '0001_first.sql was changed',
    );
    expect(await client.query('select name from journal_migrations')).toEqual([{ name: '0001_first.sql' }]);
  });

  test('migrate: a file fails half way → nothing of it stays, and the corrected file is applied later', async () => {
    const client = await openClient();
    await expect(migrate(client, [first, broken])).rejects.toThrow('nothing');
    expect(await client.query(`select to_regclass('three')::text as found`)).toEqual([{ found: null }]);
    expect(await migrate(client, [first, { ...broken, sql: 'create table three (a integer)' }])).toHaveLength(
      2,
    );
  });

  test('migrate: threads of an older release → what their goals used by the last turn, and why they are stalled', async () => {
    const client = await openClient();
    const all = await readMigrations();
    await migrate(
      client,
      all.filter(({ name }) => name < '0037'),
    );
    await client.query(`insert into threads (thread_id, tenant_id, request_id, settings, goal_seq)
      select id, 'a', id, '{}', 2 from unnest(array['stalled', 'goesOn', 'changed']) as id`);
    const used = { turns: 3, compaction: { count: 1 }, costUsd: 0.5 };
    const events: [string, number, object][] = [
      ['stalled', 3, { type: 'turnEnded', failure: 'no "goalUsage":{}', goalUsage: { turns: 1 } }],
      ['stalled', 4, { type: 'turnEnded', goalUsage: used }],
      ['stalled', 5, { type: 'goalStalled', reason: 'a "quote" \\' }],
      ['goesOn', 3, { type: 'goalStalled', reason: 'r' }],
      ['goesOn', 4, { type: 'turnStarted' }],
      ['changed', 1, { type: 'turnEnded', goalUsage: used }],
    ];
    for (const [threadId, seq, body] of events)
      await client.query(
        `insert into items (thread_id, seq, turn, kind, state, body) values ($1, $2, 1, 'event', 'finished', $3)`,
        [threadId, seq, JSON.stringify(body)],
      );
    await migrate(client, all);
    const rows = await client.query(
      'select thread_id, goal_usage, goal_usage_seq, stalled_because from threads order by thread_id',
    );
    const none = { goal_usage: null, goal_usage_seq: 0, stalled_because: null };
    expect(rows).toEqual([
      { thread_id: 'changed', ...none },
      { thread_id: 'goesOn', ...none },
      {
        thread_id: 'stalled',
        goal_usage: JSON.stringify(used),
        goal_usage_seq: 4,
        stalled_because: JSON.stringify('a "quote" \\'),
      },
    ]);
  });

  test('transaction: rejected work → rolled back, and its error is passed on', async () => {
    const client = await openClient();
    await migrate(client, [first]);
    const work = client.transaction(async (session) => {
      await session.query('insert into one values ($1)', [1]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await client.query('select a from one')).toEqual([]);
  });

  test('readItems on a long thread: no statistics yet → walks the index in order, without a sort', async () => {
    const client = await openClient();
    await migrate(client, await readMigrations());
    await client.query(`insert into items (thread_id, seq, turn, kind, state, body)
      select 't' || n % 3, n, 1, 'event', 'finished', '{}' from generate_series(1, 20000) as n`);
    const plan = await client.query<{ 'QUERY PLAN': string }>(
      `explain ${READ_RANGE.replace('$1', "'t1'").replace('$2', '0').replace('$3', '20')}`,
    );
    const steps = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(steps).toContain('Index Scan using items_pkey');
    expect(steps).not.toContain('Sort');
  });
}
