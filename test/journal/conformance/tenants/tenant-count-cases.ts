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

  test('countActiveGoals, readMaker: a key → of the threads that it has made', async () => {
    const journal = await bench();
    await journal.createThread({
      threadId: 't4',
      tenantId: 'acme',
      requestId: 't4',
      madeBy: 'key_1',
      settings: {},
    });
    for (const threadId of ['t1', 't4'])
      await journal.append(threadId, { events: [goalChanged(1, { goalId: `goal of ${threadId}` })] });
    expect(await journal.countActiveGoals('acme', undefined, 'key_1')).toBe(1);
    expect(await journal.countActiveGoals('acme', 't4', 'key_1')).toBe(0);
    expect(await journal.countActiveGoals('acme', undefined, 'key_2')).toBe(0);
    expect([
      await journal.readMaker('t4'),
      await journal.readMaker('t1'),
      await journal.readMaker('x'),
    ]).toEqual(['key_1', undefined, undefined]);
    await journal.countSpent({
      ...{
        usageId: 'u',
        threadId: 't4',
        model: 'any',
        inputTokens: 7,
        cachedInputTokens: 0,
        outputTokens: 0,
      },
    });
    const day = { tenantId: 'acme', from: new Date(0), to: new Date(Date.now() + 60_000) };
    const spent = async (madeBy: string) => (await journal.sumUsage({ ...day, madeBy }))[0]?.inputTokens;
    expect([await spent('key_1'), await spent('key_2')]).toEqual([7, 0]);
  });

  test('thread sizes → measured when something was done since, saved once for each thread, summed by tenant', async () => {
    const journal = await bench();
    const made = { workspaceId: 'w', setId: 's1', worker: 'a', directory: '/w' };
    for (const threadId of ['t1', 't2', 'o1']) await journal.keepWorkspace(threadId, made);
    await journal.keepWorkspace('t3', { ...made, setId: 's2' });
    const later = new Date(Date.now() + 3_600_000);
    const unmeasured = (before = later) => journal.listUnmeasured('s1', before, 10);
    expect((await unmeasured()).sort()).toEqual(['o1', 't1', 't2']);
    const size = { workspaceBytes: 5_000_000_000, keptBytes: 7, keptUntil: new Date(1_000) };
    await journal.saveThreadSize('t1', { workspaceBytes: 1, keptBytes: 1 }, new Date(0));
    await journal.saveThreadSize('t1', size, new Date(0));
    await journal.saveThreadSize('o1', size, later);
    await journal.saveThreadSize('gone', size, later);
    expect(await journal.readThreadSize('t1')).toEqual(size);
    expect(await journal.readThreadSize('gone')).toBeUndefined();
    expect(await unmeasured()).toEqual(['t2', 't1']);
    expect(await unmeasured(new Date(0))).toEqual(['t2']);
    expect(await journal.sumThreadSizes('acme')).toEqual({ workspaceBytes: 5_000_000_000, keptBytes: 7 });
    expect(await journal.sumThreadSizes('nobody')).toEqual({ workspaceBytes: 0, keptBytes: 0 });
  });
}
