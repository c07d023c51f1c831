/** Which states of workspaces belong to which thread and goal. */
import { expect, test } from '@jest/globals';
import type { SeenState } from '../../../journal/rows/seen-state.ts';
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
