/** How much a tenant has: threads that live, and goals that are active or about to be. */
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../../support/journal/journals.ts';
import { goalChanged } from '../../samples.ts';

export function tenantCountCases(open: OpenJournal): void {
  /** Threads t1 to t3 of one tenant, and o1 of another. */
  const bench = async () => {
    const journal = await open();
    for (const [threadId, tenantId] of [
      ['t1', 'acme'],
      ['t2', 'acme'],
      ['t3', 'acme'],
      ['o1', 'globex'],
    ] as const)
      await journal.createThread({ threadId, tenantId, requestId: threadId, settings: {} });
    return journal;
  };

  test('countThreads → those of the tenant that are not archived', async () => {
    const journal = await bench();
    expect(await journal.countThreads('acme')).toBe(3);
    await journal.archiveThread('t1', { threadId: 't1' } as Parameters<typeof journal.archiveThread>[1]);
    expect([await journal.countThreads('acme'), await journal.countThreads('globex')]).toEqual([2, 1]);
    expect(await journal.countThreads('nobody')).toBe(0);
  });

  test('countActiveGoals → goals whose record says active, but for the thread that asks', async () => {
    const journal = await bench();
    for (const threadId of ['t1', 't2', 'o1'])
      await journal.append(threadId, { events: [goalChanged(1, { goalId: `goal of ${threadId}` })] });
    expect(await journal.countActiveGoals('acme')).toBe(2);
    expect(await journal.countActiveGoals('acme', 't1')).toBe(1);
    await journal.append('t2', { events: [goalChanged(2, { goalId: 'goal of t2', status: 'paused' })] });
    expect(await journal.countActiveGoals('acme')).toBe(1);
  });

  test('noteGoalStart → counts until the record says what came of it, or it is forgotten', async () => {
    const journal = await bench();
    for (const threadId of ['t1', 't2']) await journal.noteGoalStart(threadId);
    expect(await journal.countActiveGoals('acme')).toBe(2);
    expect(await journal.countActiveGoals('acme', 't2')).toBe(1);
    await journal.append('t1', { events: [goalChanged(1)] });
    expect(await journal.countActiveGoals('acme')).toBe(2);
    await journal.append('t1', { events: [goalChanged(2, { status: 'complete' })] });
    expect(await journal.countActiveGoals('acme')).toBe(1);
    await journal.forgetGoalStart('t2');
    expect(await journal.countActiveGoals('acme')).toBe(0);
  });
}
