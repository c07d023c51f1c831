import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { takeInputs } from '../../../workflows/thread/take-inputs.ts';
import { stateWith } from '../../support/workflow/thread-states.ts';

const queued = (inputId: string) => ({ inputId });
const steering = (inputId: string) => ({ inputId, isSteering: true as const });

describe('takeInputs', () => {
  test('first call of a turn → all that wait, in their order, each at the next place', () => {
    const before = stateWith(null, { inputs: [queued('a'), steering('b')], seq: 7, turn: 3 });
    expect(takeInputs(before, true)).toMatchObject({
      inputs: [],
      seq: 9,
      deliveries: [
        { inputId: 'a', seq: 8, turn: 3 },
        { inputId: 'b', seq: 9, turn: 3 },
      ],
    });
  });

  test('later call → only those for the running turn; the others keep their order', () => {
    const before = stateWith(null, {
      inputs: [queued('a'), steering('b'), queued('c'), steering('d')],
      seq: 7,
    });
    const state = takeInputs(before, false);
    expect(state.inputs).toEqual([queued('a'), queued('c')]);
    expect(state.deliveries.map(({ inputId, seq }) => [inputId, seq])).toEqual([
      ['b', 8],
      ['d', 9],
    ]);
  });

  test('a delivery that is not journalled yet → goes along with the next', () => {
    const before = stateWith(null, {
      inputs: [queued('b')],
      deliveries: [{ inputId: 'a', seq: 5, turn: 2 }],
      seq: 6,
      turn: 3,
    });
    expect(takeInputs(before, true).deliveries.map(({ inputId }) => inputId)).toEqual(['a', 'b']);
  });

  test('nothing to take → nothing changes', () => {
    const empty = stateWith(null);
    expect(takeInputs(empty, true)).toBe(empty);
    const other = stateWith(null, { inputs: [queued('a')] });
    expect(takeInputs(other, false)).toBe(other);
  });

  test('any queue → every message is either still queued or delivered, once, and places are unique', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), fc.boolean(), fc.nat(1_000), (kinds, isFirst, seq) => {
        const inputs = kinds.map((isSteering, index) => (isSteering ? steering : queued)(`m${index}`));
        const state = takeInputs(stateWith(null, { inputs, seq }), isFirst);
        const places = state.deliveries.map((delivery) => delivery.seq);
        expect([...state.inputs, ...state.deliveries].map(({ inputId }) => inputId).sort()).toEqual(
          inputs.map(({ inputId }) => inputId).sort(),
        );
        expect(places).toEqual(places.map((_, index) => seq + 1 + index));
        expect(state.seq).toBe(seq + places.length);
      }),
    );
  });
});
