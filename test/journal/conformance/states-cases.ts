/** Which states of workspaces belong to which thread and goal. */
import { expect, test } from '@jest/globals';
import type { SeenState } from '../../../journal/rows/goals/seen-state.ts';
import type { KeptStateRow } from '../../../journal/rows/kept-state-row.ts';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { AWKWARD_TEXT } from '../samples.ts';

const seen = (fields: Partial<SeenState>): SeenState => ({
  threadId: 't1',
  goalId: 'g1',
  revision: 1,
  seq: 4,
  purpose: 'baseline',
  stateId: 'one',
  ...fields,
});

export function stateCases(open: OpenJournal): void {
  test('keepGivenState: called ten times at once with different states → all are told the kept one', async () => {
    const journal = await open();
    expect(await journal.readGivenState('t1')).toBeUndefined();
    const told = await Promise.all(
      Array.from({ length: 10 }, (_, attempt) => journal.keepGivenState('t1', `s${attempt}`)),
    );
    const kept = await journal.keepGivenState('t1', 'late');
    expect(kept).not.toBe('late');
    expect(told).toEqual(Array(10).fill(kept));
    expect(await journal.readGivenState('t1')).toBe(kept);
    expect(await journal.readGivenState('t2')).toBeUndefined();
  });

  test('keepStartState: the first one of a goal stays; another goal has its own', async () => {
    const journal = await open();
    expect(await journal.readStartState('g1')).toBeUndefined();
    expect(await journal.keepStartState({ threadId: 't1', goalId: 'g1', stateId: 'a' })).toBe('a');
    expect(await journal.keepStartState({ threadId: 't1', goalId: 'g1', stateId: 'b' })).toBe('a');
    expect(await journal.keepStartState({ threadId: 't1', goalId: 'g2', stateId: 'b' })).toBe('b');
    expect(await journal.readStartState('g1')).toBe('a');
  });

  test('readSeenState → the last of the wanted purposes; at one place the last one that was saved', async () => {
    const journal = await open();
    expect(await journal.readSeenState('g1', ['proven'])).toBeUndefined();
    for (const state of [
      seen({}),
      seen({ seq: 9, purpose: 'audit', stateId: 'two' }),
      seen({ seq: 9, purpose: 'audit', stateId: 'three' }),
      seen({ seq: 9, purpose: 'proven', stateId: 'four', revision: 2 }),
      seen({ goalId: 'g2', seq: 20, purpose: 'proven', stateId: 'five' }),
    ])
      await journal.saveSeenState(state);
    expect(await journal.readSeenState('g1', ['baseline', 'audit'])).toEqual(
      seen({ seq: 9, purpose: 'audit', stateId: 'three' }),
    );
    expect(await journal.readSeenState('g1', ['proven'])).toEqual(
      seen({ seq: 9, purpose: 'proven', stateId: 'four', revision: 2 }),
    );
    expect(await journal.readSeenState('g1', [])).toBeUndefined();
  });

  test('listKeptStates: page by page → every state of the thread once, the newest first, each with what it was kept for', async () => {
    const journal = await open();
    await journal.keepGivenState('t1', 'given');
    await journal.keepStartState({ threadId: 't1', goalId: 'g1', stateId: 'given' });
    await journal.saveSeenState(seen({ stateId: 'base' }));
    await journal.saveSeenState(seen({ seq: 9, purpose: 'rest', stateId: 'early' }));
    await journal.saveSeenState(seen({ seq: 12, purpose: 'audit', stateId: 'claimed' }));
    await journal.saveSeenState(seen({ threadId: 't2', goalId: 'g2', stateId: 'foreign' }));
    // The next goal's seals stand on it: whoever takes results out has no use for it.
    await journal.saveSeenState(seen({ seq: 12, purpose: 'inherited', stateId: 'left' }));
    // What came to rest anew is a new state.
    await journal.saveSeenState(seen({ seq: 9, purpose: 'rest', stateId: 'end' }));
    const pages: (readonly string[])[] = [];
    for (let cursor: string | undefined; ; ) {
      const rows: KeptStateRow[] = (await journal.listKeptStates('t1', 2, cursor)) ?? [];
      pages.push(rows.map(({ keptFor, stateId, goalId = '' }) => `${keptFor} ${stateId} ${goalId}`));
      cursor = rows.at(-1)?.cursor;
      if (rows.length < 2) break;
    }
    expect(pages).toEqual([
      ['rest end g1', 'audit claimed g1'],
      ['baseline base g1', 'accepted given g1'],
      ['given given '],
    ]);
  });

  test.each(['x', '2026-02-31T00:00:00.000000Z_given_0_', '2026-01-01T00:00:00.000000Z_given_0_;'])(
    'listKeptStates: "%s" as a cursor → is told to be none',
    async (cursor) => {
      expect(await (await open()).listKeptStates('t1', 2, cursor)).toBeUndefined();
    },
  );

  test('findKeptState, readKeptState: a state of another thread → is not found; of several the first or the last', async () => {
    const journal = await open();
    await journal.saveSeenState(seen({ stateId: 'first' }));
    await journal.saveSeenState(seen({ seq: 7, stateId: 'last' }));
    await journal.saveSeenState(seen({ goalId: 'g2', seq: 9, stateId: 'other' }));
    expect(await journal.findKeptState('t1', 'last')).toMatchObject({
      keptFor: 'baseline',
      goalId: 'g1',
      revision: 1,
    });
    expect(await journal.findKeptState('t2', 'last')).toBeUndefined();
    const read = async (order: 'first' | 'last', goalId?: string) =>
      (await journal.readKeptState('t1', 'baseline', { order, ...(goalId === undefined ? {} : { goalId }) }))
        ?.stateId;
    expect([await read('first', 'g1'), await read('last', 'g1'), await read('last')]).toEqual([
      'first',
      'last',
      'other',
    ]);
    expect(await journal.readKeptState('t1', 'proven')).toBeUndefined();
  });

  test('savePaths: any paths → come back with the nearest to the root first, the latest in place of the ones before', async () => {
    const journal = await open();
    expect(await journal.readPaths('t1')).toBeUndefined();
    await journal.savePaths('t1', ['a/b/c', 'a', AWKWARD_TEXT, 'a/b']);
    await journal.savePaths('t2', []);
    expect(await journal.readPaths('t1')).toEqual({
      paths: ['a', AWKWARD_TEXT, 'a/b', 'a/b/c'],
      isWhole: true,
    });
    await journal.savePaths('t1', ['b']);
    await journal.savePaths('t1', ['b']);
    expect(await journal.readPaths('t1')).toEqual({ paths: ['b'], isWhole: true });
    expect(await journal.readPaths('t2')).toEqual({ paths: [], isWhole: true });
  });

  test('savePaths: more than are kept → the deepest are left out, and said to be', async () => {
    const journal = await open();
    const deep = Array.from({ length: 20_000 }, (_, index) => `src/deep/${index}`);
    await journal.savePaths('t1', [...deep, 'src', 'src/deep']);
    const known = await journal.readPaths('t1');
    expect([known?.isWhole, known?.paths.length]).toEqual([false, 20_000]);
    expect(known?.paths.slice(0, 2)).toEqual(['src', 'src/deep']);
  });
}
