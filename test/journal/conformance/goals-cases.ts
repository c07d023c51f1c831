/** Goals' snapshots and their check runs. */
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { checkRun, contractFor, goalChanged } from '../samples.ts';

export function goalCases(open: OpenJournal): void {
  test('listGoals: a changed goal → its last snapshot with the contract of that revision', async () => {
    const journal = await open();
    await journal.saveContract('t1', 'g1', 1, contractFor('first'));
    await journal.saveContract('t1', 'g1', 2, contractFor('second'));
    await journal.append('t1', {
      events: [goalChanged(1), goalChanged(2, { revision: 2, status: 'paused' })],
    });
    const goals = await journal.listGoals('t1');
    expect(goals).toHaveLength(1);
    expect(goals[0]?.snapshot).toMatchObject({ status: 'paused', revision: 2, statusReason: 'seq 2' });
    expect(goals[0]?.contract).toEqual(contractFor('second'));
  });

  test('append: an older change comes late, or again → the snapshot stays', async () => {
    const journal = await open();
    await journal.saveContract('t1', 'g1', 1, contractFor('first'));
    for (const seq of [5, 3, 5, 4]) await journal.append('t1', { events: [goalChanged(seq)] });
    expect((await journal.listGoals('t1')).map((goal) => goal.snapshot.statusReason)).toEqual(['seq 5']);
    await journal.append('t1', { events: [goalChanged(6)] });
    expect((await journal.listGoals('t1')).map((goal) => goal.snapshot.statusReason)).toEqual(['seq 6']);
  });

  test('append: changes written at once → the highest seq stays', async () => {
    const journal = await open();
    await journal.saveContract('t1', 'g1', 1, contractFor('first'));
    const order = [7, 2, 9, 1, 8, 3, 6, 4, 5];
    await Promise.all(order.map((seq) => journal.append('t1', { events: [goalChanged(seq)] })));
    expect((await journal.listGoals('t1'))[0]?.snapshot.statusReason).toBe('seq 9');
  });

  test('listGoals: several goals → the newest first, also when an old one changed last; other threads apart [C113]', async () => {
    const journal = await open();
    for (const goalId of ['g1', 'g2', 'g3']) await journal.saveContract('t1', goalId, 1, contractFor(goalId));
    await journal.append('t1', {
      events: [goalChanged(4, { goalId: 'g1' }), goalChanged(2, { goalId: 'g2' })],
    });
    // The first event of g1 comes late.
    await journal.append('t1', { events: [goalChanged(1, { goalId: 'g1' })] });
    await journal.append('t2', { events: [goalChanged(3, { goalId: 'g3' })] });
    const goals = await journal.listGoals('t1');
    expect(goals.map((goal) => goal.snapshot.goalId)).toEqual(['g2', 'g1']);
    expect(goals[1]?.snapshot.statusReason).toBe('seq 4');
    expect(goals[1]?.contract.objective).toBe('g1');
  });

  test('beginCall: its entry holds a goal change → the snapshot moves', async () => {
    const journal = await open();
    await journal.saveContract('t1', 'g1', 1, contractFor('first'));
    await journal.beginCall(
      't1',
      { callId: 'c', seq: 2, turn: 1, kind: 'modelReply' },
      { events: [goalChanged(1)] },
    );
    expect((await journal.listGoals('t1'))[0]?.snapshot.statusReason).toBe('seq 1');
  });

  test('saveCheckRuns: several, one of them again with other figures → the first stays, in order of the record', async () => {
    const journal = await open();
    const late = checkRun({
      runId: 'r3',
      seq: 2,
      metric: null,
      exitCode: null,
      reason: 'timed out',
      passed: false,
    });
    const early = checkRun({ runId: 'r2', seq: 1, ranAt: new Date(1_600_000_000_001) });
    await journal.saveCheckRuns([late, checkRun()]);
    await journal.saveCheckRuns([checkRun({ passed: false }), early]);
    await journal.saveCheckRuns([]);
    await journal.saveCheckRuns([checkRun({ runId: 'r4', goalId: 'g2' })]);
    expect(await journal.listCheckRuns('g1')).toEqual([early, checkRun(), late]);
  });

  test('listCheckRuns: unknown goal → none', async () => {
    expect(await (await open()).listCheckRuns('nothing')).toEqual([]);
  });
}
