import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Journal } from '../../../journal/journal.ts';
import { openJournal } from '../../../journal/open-journal.ts';
import { isConnectionLoss } from '../../../journal/sql/connection-loss.ts';
import { createPostgresClient } from '../../../journal/sql/postgres-client.ts';
import { type PostgresCluster, startPostgres } from '../../support/journal/postgres.ts';
import { reply } from '../samples.ts';

jest.setTimeout(120_000);

let cluster: PostgresCluster;
let journals: readonly Journal[];
beforeAll(async () => {
  cluster = await startPostgres();
  // They are opened at once on an empty database, as processes do that are started together.
  journals = await Promise.all([1, 2, 3].map(() => openJournal({ databaseUrl: cluster.url })));
});
afterAll(async () => {
  await Promise.all(journals.map((journal) => journal.close()));
  await cluster.stop();
});

test('openJournal on Postgres: opened three times at once on an empty database → one journal', async () => {
  await journals[0]?.append('t0', { items: [reply(1)] });
  for (const journal of journals) expect(await journal.readItem('t0', 1)).toMatchObject(reply(1));
});

test('openJournal on Postgres: nobody listens → rejected', async () => {
  await expect(openJournal({ databaseUrl: 'postgres://postgres@127.0.0.1:1/postgres' })).rejects.toThrow(
    'ECONNREFUSED',
  );
});

test('journal: the server restarts under many idle connections → repeatable calls go on as if nothing had happened', async () => {
  const journal = await openJournal({ databaseUrl: cluster.url });
  await Promise.all(Array.from({ length: 8 }, (_, index) => journal.append('t1', { items: [reply(index)] })));
  await cluster.restart();
  await journal.append('t1', { items: [reply(8)] });
  expect(await journal.readItems('t1', -1, 100)).toHaveLength(9);
  await journal.close();
});

test('journal: a connection is cut while a statement runs → repeatable calls answer, others fail cleanly, then all work', async () => {
  const client = createPostgresClient(cluster.url);
  const admin = createPostgresClient(cluster.url);
  const cutSleepers = async (): Promise<void> => {
    for (let cut = 0; cut === 0; ) {
      const rows = await admin.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where query like '%lasting%' and pid <> pg_backend_pid() and wait_event = 'PgSleep'`);
      cut = rows.length;
    }
  };
  // Sleeps only until it has been cut once: the second run finds the mark of the first.
  await admin.query('create sequence runs');
  const sleepOnce = `select /* lasting */ case when nextval('runs') = 1 then pg_sleep(600) end, 1 as done`;
  const [rows] = await Promise.all([client.queryRepeatable<{ done: number }>(sleepOnce), cutSleepers()]);
  expect(rows).toMatchObject([{ done: 1 }]);

  const query = client.query('select /* lasting */ pg_sleep(600)').catch((error: unknown) => error);
  await cutSleepers();
  expect(isConnectionLoss(await query)).toBe(true);

  const work = client.transaction((session) => session.query('select /* lasting */ pg_sleep(600)'));
  const failure = work.catch((error: unknown) => error);
  await cutSleepers();
  expect(isConnectionLoss(await failure)).toBe(true);
  expect(await client.transaction((session) => session.query('select 1 as one'))).toEqual([{ one: 1 }]);
  await Promise.all([client.close(), admin.close()]);
});

test('isConnectionLoss: an answer of the server → no', () => {
  expect(isConnectionLoss(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(false);
  expect(isConnectionLoss('Connection terminated')).toBe(false);
});
