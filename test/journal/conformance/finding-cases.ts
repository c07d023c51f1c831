/** Titles, metadata and lists of threads. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Journal } from '../../../journal/journal.ts';
import { THREAD_ORDERS, type ThreadFilter, type ThreadOrder } from '../../../journal/rows/thread-overview.ts';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { AWKWARD_TEXT, contractFor, goalChanged, turnStarted } from '../samples.ts';

const ENDED = { type: 'turnEnded', kind: 'user', toolCalls: 0, tokens: 0 } as const;
const at = (seq: number, event: object): JournalEvent =>
  ({ seq, atMs: 1_000 + seq, turn: 1, ...event }) as JournalEvent;

async function newThread(journal: Journal, threadId: string, labels = {}, tenantId = 'a'): Promise<void> {
  await journal.createThread({
    ...{ threadId, tenantId, requestId: threadId, settings: {} },
    labels: { metadata: {}, ...labels },
  });
}

const onlyRow = async (journal: Journal) =>
  (await journal.listOverviews({ tenantId: 'a' }, { order: 'createdAt', limit: 1 }))?.threads[0];

/** All pages after one another. */
async function listed(journal: Journal, filter: ThreadFilter, order: ThreadOrder, limit: number) {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await journal.listOverviews(filter, {
      order,
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (page === undefined) throw new Error('a cursor of the list is refused');
    expect(page.threads.length).toBeLessThanOrEqual(limit);
    ids.push(...page.threads.map(({ threadId }) => threadId));
    cursor = page.nextCursor;
    if (cursor === undefined) return ids;
  }
}

export function findingCases(open: OpenJournal): void {
  test('createThread: with labels, and once more with others → the first stay', async () => {
    const journal = await open();
    const labels = { title: 'Checkout é\u{1f600}', metadata: { team: 'pay', "o'key": '' } };
    await newThread(journal, 't1', labels);
    await newThread(journal, 't1', { title: 'other' });
    expect((await journal.readThread('t1'))?.labels).toEqual(labels);
  });

  test('labelThread: a key set, one removed, the rest untouched; null → none; too many → nothing is changed', async () => {
    const journal = await open();
    await newThread(journal, 't1', { title: 'one', metadata: { a: '1', b: '2' } });
    const read = async () => (await journal.readThread('t1'))?.labels;
    expect(await journal.labelThread('t1', { metadata: { b: null, c: '3' } })).toBe(true);
    expect(await read()).toEqual({ title: 'one', metadata: { a: '1', c: '3' } });
    const many = Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`k${index}`, 'v']));
    expect(await journal.labelThread('t1', { title: 'two', metadata: many })).toBe(false);
    expect(await read()).toEqual({ title: 'one', metadata: { a: '1', c: '3' } });
    expect(await journal.labelThread('t1', { title: null, metadata: null })).toBe(true);
    expect(await read()).toBeUndefined();
    const found = await journal.listOverviews(
      { tenantId: 'a', metadata: { a: '1' } },
      { order: 'createdAt', limit: 9 },
    );
    expect(found?.threads).toEqual([]);
  });

  test('labelThread: forty changes at once, each of a key of its own → all of them count', async () => {
    const journal = await open();
    await newThread(journal, 't1');
    const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
    await Promise.all(keys.map((key) => journal.labelThread('t1', { metadata: { [key]: key } })));
    expect((await journal.readThread('t1'))?.labels?.metadata).toEqual(
      Object.fromEntries(keys.map((key) => [key, key])),
    );
    const all = { tenantId: 'a', metadata: { k0: 'k0', k39: 'k39' } };
    expect(await journal.countOverviews(all)).toBe(1);
  });

  test('forgetGoal: one that never began → contract and labels are gone; one that began → both stay', async () => {
    const journal = await open();
    for (const goalId of ['g1', 'g2']) {
      await journal.saveContract('t1', goalId, 1, contractFor(goalId));
      await journal.labelGoal('t1', goalId, { title: goalId });
    }
    await journal.append('t1', { events: [goalChanged(1)] });
    for (const goalId of ['g1', 'g2']) await journal.forgetGoal(goalId);
    expect(await journal.readContract('g2', 1)).toBeUndefined();
    expect(await journal.readContract('g1', 1)).toEqual(contractFor('g1'));
    expect([...(await journal.readGoalLabels(['g1', 'g2']))]).toEqual([
      ['g1', { title: 'g1', metadata: {} }],
    ]);
  });

  test('listOverviews: a goal that changes → its status and snapshot as recorded last, and its first line', async () => {
    const journal = await open();
    await newThread(journal, 't1');
    expect(await onlyRow(journal)).toEqual({
      ...{ threadId: 't1', tenantId: 'a', settings: {}, phase: 'idle' },
      ...{ createdAt: expect.any(Date), updatedAt: expect.any(Date) },
    });
    await journal.saveContract('t1', 'g1', 1, contractFor(`${AWKWARD_TEXT}\nsecond line`));
    await journal.labelGoal('t1', 'g1', { metadata: { order: '17' } });
    for (const seq of [2, 5, 3, 5])
      await journal.append('t1', {
        events: [goalChanged(seq, { status: seq === 5 ? 'blocked' : 'active' })],
      });
    expect((await onlyRow(journal))?.goal).toMatchObject({
      snapshot: { goalId: 'g1', status: 'blocked', statusReason: 'seq 5' },
      objective: AWKWARD_TEXT,
      labels: { metadata: { order: '17' } },
    });
    for (const [statuses, count] of [
      [['active'], 0],
      [['blocked', 'paused'], 1],
    ] as [GoalStatus[], number][])
      expect(await journal.countOverviews({ tenantId: 'a', statuses })).toBe(count);
  });

  test('listOverviews: a turn that ends → what the goal has used by then, until a later change says more', async () => {
    const journal = await open();
    await newThread(journal, 't1');
    const used = (turns: number) => ({ ...NO_USAGE, turns });
    const after = async (...events: JournalEvent[]) => {
      await journal.append('t1', { events });
      return (await onlyRow(journal))?.goal?.usage.turns;
    };
    expect(await after(goalChanged(1))).toBe(0);
    expect(await after(turnStarted(2), at(5, { ...ENDED, goalUsage: used(4) }))).toBe(4);
    expect(await after(at(3, { ...ENDED, goalUsage: used(3) }))).toBe(4);
    expect(await after(at(6, ENDED))).toBe(4);
    expect(await after(goalChanged(7, { status: 'paused', usage: used(5) }))).toBe(5);
    expect(await after(goalChanged(8, { goalId: 'g2' }))).toBe(0);
  });

  test('listOverviews: a goal that stalls → says why, and is found, until a turn starts or the goal changes', async () => {
    const journal = await open();
    await newThread(journal, 't1');
    const after = async (...events: JournalEvent[]) => {
      await journal.append('t1', { events });
      const stalled = await journal.countOverviews({ tenantId: 'a', isStalled: true });
      expect(await journal.countOverviews({ tenantId: 'a', isStalled: false })).toBe(1 - stalled);
      return [stalled, (await onlyRow(journal))?.goal?.stalledBecause];
    };
    expect(await after(goalChanged(1), turnStarted(2))).toEqual([0, undefined]);
    const stall = (seq: number) => at(seq, { type: 'goalStalled', reason: AWKWARD_TEXT });
    expect(await after(at(3, ENDED), stall(4))).toEqual([1, AWKWARD_TEXT]);
    expect(await after(turnStarted(5))).toEqual([0, undefined]);
    expect(await after(at(6, ENDED), stall(7))).toEqual([1, AWKWARD_TEXT]);
    expect(await after(goalChanged(8))).toEqual([0, undefined]);
  });

  test('listOverviews: a long objective of quotes, cut in the middle of one → its beginning', async () => {
    const journal = await open();
    await newThread(journal, 't1');
    await journal.saveContract('t1', 'g1', 1, contractFor('"\u0001'.repeat(2_000)));
    await journal.append('t1', { events: [goalChanged(1)] });
    expect((await onlyRow(journal))?.goal?.objective.slice(0, 200)).toBe('"\u0001'.repeat(100));
  });

  test('listOverviews: the course of a turn, a wait and a question → the phase, by the last event, however late others come', async () => {
    const journal = await open();
    await newThread(journal, 't1');
    const after = async (...events: JournalEvent[]) => {
      await journal.append('t1', { events });
      return (await onlyRow(journal))?.phase;
    };
    expect(await after(turnStarted(1))).toBe('running');
    expect(await after(at(4, { type: 'inputRequested', inputId: 'i' }), at(5, ENDED))).toBe('needsInput');
    expect(await after(at(2, { type: 'waitStarted', untilMs: 1 }))).toBe('needsInput');
    expect(await after(at(6, { type: 'inputAnswered', inputId: 'i' }))).toBe('idle');
    expect(await after(at(7, { type: 'waitStarted', untilMs: 1 }))).toBe('waiting');
    expect(await after(goalChanged(8, { status: 'paused' }))).toBe('idle');
  });

  test('lists of threads: any rows, any filter, any order, any size of page → what a plain list gives', async () => {
    const journal = await open();
    const statuses: GoalStatus[] = ['active', 'paused', 'complete'];
    let round = 0;
    const row = fc.record({
      status: fc.option(fc.constantFrom(...statuses)),
      team: fc.option(fc.constantFrom('a', 'b')),
      title: fc.option(fc.constantFrom('Alpha', 'beta')),
      isArchived: fc.boolean(),
    });
    const filter = fc.record(
      {
        statuses: fc.uniqueArray(fc.constantFrom(...statuses), { minLength: 1 }),
        isArchived: fc.boolean(),
        metadata: fc.record({ team: fc.constantFrom('a', 'b') }),
        titleContains: fc.constantFrom('al', 'BET', 'a'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 8 }),
        filter,
        fc.constantFrom(...THREAD_ORDERS),
        fc.integer({ min: 1, max: 4 }),
        async (rows, wanted, order, limit) => {
          round += 1;
          const tenantId = `tenant${round}`;
          for (const [index, { status, team, title, isArchived }] of rows.entries()) {
            const threadId = `r${round}t${index}`;
            const labels = { ...(title === null ? {} : { title }), metadata: team === null ? {} : { team } };
            await newThread(journal, threadId, labels, tenantId);
            const goal = { goalId: threadId, ...(status === null ? {} : { status }) };
            await journal.saveContract(threadId, threadId, 1, contractFor('x'));
            if (status !== null) await journal.append(threadId, { events: [goalChanged(1, goal)] });
            if (isArchived) await journal.archiveThread(threadId, {} as never);
          }
          const kept = rows.flatMap(({ status, team, title, isArchived }, index) => {
            const isOne =
              (wanted.statuses === undefined || wanted.statuses.some((each) => each === status)) &&
              (wanted.isArchived === undefined || wanted.isArchived === isArchived) &&
              (wanted.metadata === undefined || wanted.metadata.team === team) &&
              (wanted.titleContains === undefined ||
                (title ?? '').toLowerCase().includes(wanted.titleContains.toLowerCase()));
            return isOne ? [`r${round}t${index}`] : [];
          });
          const expected = order.startsWith('-') ? kept.toReversed() : kept;
          const all = { tenantId, ...wanted } as ThreadFilter;
          expect(await listed(journal, all, order, limit)).toEqual(expected);
          expect(await journal.countOverviews(all)).toBe(kept.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('listOverviews: threads that are made between two pages → no row twice, none left out', async () => {
    const journal = await open();
    for (const index of [1, 2, 3, 4, 5]) await newThread(journal, `t${index}`);
    const first = await journal.listOverviews({ tenantId: 'a' }, { order: '-createdAt', limit: 2 });
    for (const index of [6, 7]) await newThread(journal, `t${index}`);
    const cursor = first?.nextCursor ?? '';
    const second = await journal.listOverviews({ tenantId: 'a' }, { order: '-createdAt', limit: 9, cursor });
    const ids = [...(first?.threads ?? []), ...(second?.threads ?? [])].map(({ threadId }) => threadId);
    expect(ids).toEqual(['t5', 't4', 't3', 't2', 't1']);
  });

  test.each([
    '',
    't1',
    '-createdAt_2026-02-31T00:00:00.000000Z_t',
    'updatedAt_2026-02-01T00:00:00.000000Z_t',
  ])('listOverviews: the cursor %j → none of this list', async (cursor) => {
    const journal = await open();
    expect(
      await journal.listOverviews({ tenantId: 'a' }, { order: '-createdAt', limit: 1, cursor }),
    ).toBeUndefined();
  });
}
