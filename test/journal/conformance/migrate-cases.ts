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
