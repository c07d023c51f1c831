/** The evidence ledger, the experiment log, and the events that tell whose turn an item belongs to. */
import { expect, test } from '@jest/globals';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import type { OpenJournal } from '../../support/journal/journals.ts';
import {
  CHECK_PASSED,
  claimRecord,
  FILE_EVIDENCE,
  iterationRecord,
} from '../../support/journal/ledger-records.ts';
import { AWKWARD_TEXT, reply, turnStarted } from '../samples.ts';

export function ledgerCases(open: OpenJournal): void {
  test('saveClaim: any text and evidence → comes back as it was, in order of the record', async () => {
    const journal = await open();
    const late = claimRecord({
      claimId: 'c2',
      seq: 9,
      claim: AWKWARD_TEXT,
      evidence: [CHECK_PASSED, FILE_EVIDENCE],
    });
    const early = claimRecord({ claimId: 'c1', seq: 4, status: 'blocked', uncertainty: AWKWARD_TEXT });
    for (const claim of [late, early, claimRecord({ claimId: 'c3', goalId: 'goal_2' })])
      await journal.saveClaim(claim);
    expect(await journal.listClaims('goal_1')).toEqual([early, late]);
    expect(await journal.listClaims('nothing')).toEqual([]);
  });

  test('saveClaim: the same id again → the first stays; in another thread → another claim', async () => {
    const journal = await open();
    await journal.saveClaim(claimRecord());
    await journal.saveClaim(claimRecord({ claim: 'Something else', seq: 99 }));
    await journal.saveClaim(claimRecord({ threadId: 'thr_2', goalId: 'goal_2' }));
    expect(await journal.listClaims('goal_1')).toEqual([claimRecord()]);
    expect(await journal.listClaims('goal_2')).toHaveLength(1);
  });

  test('markStale: lines → replace those before; a repeated saveClaim leaves them', async () => {
    const journal = await open();
    await journal.saveClaim(claimRecord());
    await journal.saveClaim(claimRecord({ claimId: 'c2', seq: 4 }));
    await journal.markStale('thr_1', '2-0', ['first', AWKWARD_TEXT]);
    await journal.markStale('thr_1', '2-0', [AWKWARD_TEXT]);
    await journal.saveClaim(claimRecord());
    expect((await journal.listClaims('goal_1')).map(({ stale }) => stale)).toEqual([[AWKWARD_TEXT], []]);
    await journal.markStale('thr_1', '2-0', []);
    expect((await journal.listClaims('goal_1'))[0]?.stale).toEqual([]);
  });

  test('markStale: another thread, or an unknown claim → nothing changes', async () => {
    const journal = await open();
    await journal.saveClaim(claimRecord());
    await journal.markStale('thr_2', '2-0', ['x']);
    await journal.markStale('thr_1', 'nothing', ['x']);
    expect(await journal.listClaims('goal_1')).toEqual([claimRecord()]);
  });

  test('saveIteration: any text, one of them twice → the first stays, in order of the record', async () => {
    const journal = await open();
    const late = iterationRecord({ iterationId: 'i2', seq: 9, observed: AWKWARD_TEXT });
    const early = iterationRecord({ iterationId: 'i1', seq: 4 });
    for (const iteration of [late, early, { ...early, changed: 'something else' }])
      await journal.saveIteration(iteration);
    await journal.saveIteration(iterationRecord({ goalId: 'goal_2' }));
    expect(await journal.listIterations('goal_1')).toEqual([early, late]);
    expect(await journal.listIterations('nothing')).toEqual([]);
  });

  const startOf = (turn: number, seq: number): JournalEvent => ({ ...turnStarted(seq), turn });

  test('listTurnEvents: an item in a turn → the events of that turn before it, and no others', async () => {
    const journal = await open();
    const ended: JournalEvent = { seq: 8, atMs: 1, turn: 2, type: 'goalStalled', reason: AWKWARD_TEXT };
    const late: JournalEvent = { ...ended, seq: 10 };
    await journal.append('t1', {
      events: [startOf(1, 1), startOf(2, 4), ended, late, startOf(3, 12)],
      items: [2, 3].map((seq) => reply(seq)),
    });
    await journal.append('t1', { items: [5, 6, 9].map((seq) => ({ ...reply(seq), turn: 2 })) });
    await journal.append('t2', { events: [startOf(2, 7)] });
    expect(await journal.listTurnEvents('t1', { seq: 9, turn: 2 })).toEqual([startOf(2, 4), ended]);
    expect(await journal.listTurnEvents('t1', { seq: 6, turn: 2 })).toEqual([startOf(2, 4)]);
    expect(await journal.listTurnEvents('t1', { seq: 2, turn: 1 })).toEqual([startOf(1, 1)]);
    expect(await journal.listTurnEvents('t3', { seq: 9, turn: 2 })).toEqual([]);
  });

  test('listTurnEvents: results of checks among them → only the events of the workflow', async () => {
    const journal = await open();
    await journal.append('t1', { events: [startOf(1, 1)] });
    const call = { callId: 'checks-2', seq: 2, turn: 1, kind: 'event' as const };
    await journal.beginCall('t1', call, {});
    expect(await journal.listTurnEvents('t1', { seq: 5, turn: 1 })).toEqual([startOf(1, 1)]);
    await journal.finishCall('t1', { ...call, body: '{"type":"checksRan"}' });
    expect(await journal.listTurnEvents('t1', { seq: 5, turn: 1 })).toEqual([startOf(1, 1)]);
  });
}
