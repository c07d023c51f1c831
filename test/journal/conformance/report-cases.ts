/** What a report reads: parts of a thread's record, without the rest of it. */
import { expect, test } from '@jest/globals';
import type { Journal } from '../../../journal/journal.ts';
import { migrate } from '../../../journal/migrate.ts';
import { readMigrations } from '../../../journal/migrations.ts';
import { READ_EVENTS, READ_LAST } from '../../../journal/tables/items.ts';
import type { OpenClient, OpenJournal } from '../../support/journal/journals.ts';
import { checkRun, contractFor, goalChanged, reply, turnStarted } from '../samples.ts';

/**
 * Events at 1, 3 and 6, replies at 2 and 4, a result at 5, a call that has only begun at 7; and another
 * thread.
 */
async function fill(journal: Journal): Promise<void> {
  const result = { ...reply(5), kind: 'toolResult' as const };
  await journal.append('t1', { items: [reply(2), reply(4), result], events: [1, 3, 6].map(turnStarted) });
  await journal.beginCall('t1', { callId: 'c', seq: 7, turn: 1, kind: 'event' }, {});
  await journal.append('t2', { items: [reply(3)], events: [turnStarted(2)] });
}

const seqsOf = (items: readonly { readonly seq: number }[]): number[] => items.map(({ seq }) => seq);

export function reportCases(open: OpenJournal, openClient: OpenClient): void {
  test('readEvents: page by page → the events of that thread in order, no transcript, no begun call', async () => {
    const journal = await open();
    await fill(journal);
    expect(seqsOf(await journal.readEvents('t1', 0, 2))).toEqual([1, 3]);
    expect(seqsOf(await journal.readEvents('t1', 3, 2))).toEqual([6]);
    expect(await journal.readEvents('t1', 6, 2)).toEqual([]);
  });

  test('readLastItem: kind and place → the last one up to there, itself included', async () => {
    const journal = await open();
    await fill(journal);
    expect((await journal.readLastItem('t1', 'modelReply', 6))?.seq).toBe(4);
    expect((await journal.readLastItem('t1', 'modelReply', 2))?.seq).toBe(2);
    expect(await journal.readLastItem('t1', 'modelReply', 1)).toBeUndefined();
    expect((await journal.readLastItem('t1', 'event', 9))?.seq).toBe(6);
  });

  test('readItemsAt: places → what stands there, in order; empty, begun and foreign places left out', async () => {
    const journal = await open();
    await fill(journal);
    expect(seqsOf(await journal.readItemsAt('t1', [5, 2, 7, 99, 2]))).toEqual([2, 5]);
    expect(await journal.readItemsAt('t1', [])).toEqual([]);
  });

  test('listContracts: several revisions → each, in order; other goals apart', async () => {
    const journal = await open();
    await journal.saveContract('t1', 'g1', 2, contractFor('second'));
    await journal.saveContract('t1', 'g1', 1, contractFor('first'));
    await journal.saveContract('t1', 'g2', 1, contractFor('other'));
    await journal.saveContract('t1', 'g1', 3, contractFor('second'), { stateId: 's1' });
    expect(await journal.listContracts('g1')).toEqual([
      { revision: 1, contract: contractFor('first') },
      { revision: 2, contract: contractFor('second') },
      { revision: 3, contract: contractFor('second'), accepted: { stateId: 's1' } },
    ]);
    expect(await journal.listContracts('nothing')).toEqual([]);
    expect([await journal.hasContracts('t1'), await journal.hasContracts('t2')]).toEqual([true, false]);
  });

  test('readGoal: by id, or the newest → with the place of its first event; of another thread → undefined', async () => {
    const journal = await open();
    for (const goalId of ['g1', 'g2']) await journal.saveContract('t1', goalId, 1, contractFor(goalId));
    await journal.append('t1', {
      events: [
        goalChanged(1, { goalId: 'g1' }),
        goalChanged(3, { goalId: 'g2' }),
        goalChanged(5, { goalId: 'g1' }),
      ],
    });
    expect(await journal.readGoal('t1')).toMatchObject({ snapshot: { goalId: 'g2' }, firstSeq: 3 });
    expect(await journal.readGoal('t1', 'g1')).toMatchObject({
      snapshot: { goalId: 'g1', statusReason: 'seq 5' },
      contract: { objective: 'g1' },
      firstSeq: 1,
    });
    expect(await journal.readGoal('t2', 'g1')).toBeUndefined();
    expect(await journal.readGoal('t2')).toBeUndefined();
  });

  test('readCheckRuns: page by page → all runs once, in the order of listCheckRuns', async () => {
    const journal = await open();
    const at = (ms: number) => new Date(1_700_000_000_000 + ms);
    await journal.saveCheckRuns([
      checkRun({ runId: 'b', seq: 2, ranAt: at(5) }),
      checkRun({ runId: 'a', seq: 2, ranAt: at(5) }),
      checkRun({ runId: 'c', seq: 2, ranAt: at(4) }),
      checkRun({ runId: 'd', seq: 1, ranAt: at(9) }),
      checkRun({ runId: 'e', seq: 3, ranAt: at(1) }),
      checkRun({ runId: 'other', goalId: 'g2' }),
    ]);
    const read: string[] = [];
    let after: Parameters<Journal['readCheckRuns']>[1];
    for (;;) {
      const page = await journal.readCheckRuns('g1', after, 2);
      read.push(...page.map(({ runId }) => runId));
      after = page.at(-1);
      if (page.length < 2) break;
    }
    expect(read).toEqual(['d', 'c', 'a', 'b', 'e']);
    expect((await journal.listCheckRuns('g1')).map(({ runId }) => runId)).toEqual(read);
    const last = async (limit: number) =>
      (await journal.readLastCheckRuns('g1', limit)).map(({ runId }) => runId);
    expect([await last(2), await last(9)]).toEqual([read.slice(-2), read]);
  });

  test('readEvents and readLastItem on a long thread: no statistics yet → walk an index in order, without a sort', async () => {
    const client = await openClient();
    await migrate(client, await readMigrations());
    await client.query(`insert into items (thread_id, seq, turn, kind, state, body)
      select 't' || n % 3, n, 1, case when n % 5 = 0 then 'event' else 'toolResult' end, 'finished', '{}'
      from generate_series(1, 20000) as n`);
    const planOf = async (statement: string): Promise<string> => {
      const plan = await client.query<{ 'QUERY PLAN': string }>(
        `explain ${statement
          .replace('$1', "'t1'")
          .replace('$2', '9000')
          .replace('$3', statement === READ_LAST ? "'modelReply'" : '20')}`,
      );
      return plan.map((row) => row['QUERY PLAN']).join('\n');
    };
    const events = await planOf(READ_EVENTS);
    expect(events).toContain('Index Scan using events_of_thread');
    const last = await planOf(READ_LAST);
    expect(last).toContain('Index Scan Backward using items_pkey');
    for (const steps of [events, last]) expect(steps).not.toContain('Sort');
  });
}
