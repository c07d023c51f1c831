import { describe, expect, test } from '@jest/globals';
import { noteGap, type RecordGap, stopForGap } from '../../../workflows/thread/record-gap.ts';
import { record } from '../../../workflows/thread/state/thread-state.ts';
import { goalWith, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const BEHIND: RecordGap = { side: 'journalBehind', places: { firstSeq: 31, lastSeq: 63 } };
const deliveries = [
  { inputId: 'kept', seq: 61, turn: 2 },
  { inputId: 'lost', seq: 62, turn: 2 },
];

describe('noteGap', () => {
  test('places that are lost → an event behind all of them; nothing is expected of the journal any more', () => {
    const state = noteGap(stateWith(goalWith(), { seq: 64, writtenSeq: 63 }), BEHIND, NOW_MS);
    expect(state).toMatchObject({
      seq: 65,
      events: [{ type: 'recordBehind', seq: 65, firstSeq: 31, lastSeq: 63 }],
    });
    expect(state).not.toHaveProperty('writtenSeq');
  });

  test('messages without words → taken off the thread, and named', () => {
    const before = stateWith(null, { deliveries, inputs: [{ inputId: 'lost' }, { inputId: 'next' }] });
    const state = noteGap(before, { side: 'journalBehind', inputs: ['lost'] }, NOW_MS);
    expect(state.deliveries).toEqual(deliveries.slice(0, 1));
    expect(state.inputs).toEqual([{ inputId: 'next' }]);
    expect(state.events).toMatchObject([{ type: 'recordBehind', inputs: ['lost'] }]);
  });

  test('a journal that knows more → whatever is still to be written moves behind it, each to a place of its own', () => {
    const before = record(stateWith(goalWith(), { seq: 62, deliveries }), { type: 'threadReopened' }, NOW_MS);
    const state = noteGap(before, { side: 'journalAhead', lastSeq: 90 }, NOW_MS);
    expect(state.deliveries.map(({ seq }) => seq)).toEqual([91, 92]);
    expect(state.events).toMatchObject([
      { type: 'threadReopened', seq: 93 },
      { type: 'recordAhead', seq: 94, lastSeq: 90 },
    ]);
    expect(state.seq).toBe(94);
  });
});

describe('stopForGap', () => {
  test('between turns → the goal is blocked, with its cause and the remedy', () => {
    const { goal, events } = stopForGap(stateWith(goalWith()), BEHIND, NOW_MS);
    expect(goal).toMatchObject({
      status: 'blocked',
      statusCause: { kind: 'journalBehind', firstSeq: 31, lastSeq: 63 },
      statusReason: expect.stringContaining('resume the goal'),
    });
    expect(events.map(({ type }) => type)).toEqual(['recordBehind', 'goalChanged']);
  });

  test.each(['paused', 'complete', 'budgetLimited'] as const)('%s → noted, and left as it is', (status) => {
    expect(stopForGap(stateWith(goalWith({ status })), BEHIND, NOW_MS)).toMatchObject({
      goal: { status },
      events: [{ type: 'recordBehind' }],
    });
  });

  test('no goal → noted', () => {
    expect(stopForGap(stateWith(null), BEHIND, NOW_MS).events).toHaveLength(1);
  });
});
