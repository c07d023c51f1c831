/** What became of a goal's workspace, look by look. */
import { expect, test } from '@jest/globals';
import type { WorkRecord } from '../../../workflows/evidence/work-record.ts';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { AWKWARD_TEXT } from '../samples.ts';

const work = (fields: Partial<WorkRecord> = {}): WorkRecord => ({
  threadId: 't1',
  goalId: 'g1',
  seq: 4,
  turn: 1,
  purpose: 'audit',
  lookedAtMs: 1_700_000_000_000,
  stateId: 's1',
  changes: { count: 1, files: [{ path: 'a', change: 'added', kind: 'declared' }] },
  patch: { text: AWKWARD_TEXT, cutFiles: [], leftOutFiles: 0 },
  artifacts: [],
  ...fields,
});

export function workCases(open: OpenJournal): void {
  test('readWork → the last one of the wanted purposes, byte for byte; of another goal nothing', async () => {
    const journal = await open();
    expect(await journal.readWork('g1', ['audit'])).toBeUndefined();
    for (const one of [work(), work({ seq: 9, turn: 2 }), work({ seq: 12, purpose: 'rest' })])
      await journal.saveWork(one);
    expect(await journal.readWork('g1', ['audit'])).toEqual(work({ seq: 9, turn: 2 }));
    expect(await journal.readWork('g1', ['audit', 'rest'])).toEqual(work({ seq: 12, purpose: 'rest' }));
    expect(await journal.readWork('g2', ['audit'])).toBeUndefined();
  });

  test('saveWork: another attempt at the same place → the last one stays', async () => {
    const journal = await open();
    await journal.saveWork(work());
    await journal.saveWork(work({ stateId: 's2' }));
    expect(await journal.readWork('g1', ['audit'])).toEqual(work({ stateId: 's2' }));
  });
}
