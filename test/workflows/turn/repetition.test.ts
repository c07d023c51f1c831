import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foreseen, isStuck, withCall } from '../../../workflows/turn/repetition.ts';

const made = (...digests: string[]): readonly string[] => digests.reduce<readonly string[]>(withCall, []);
const times = (count: number, ...cycle: string[]): string[] =>
  Array.from({ length: count }, () => cycle).flat();

describe('repetition', () => {
  test.each([1, 2, 3])(
    'a cycle of %s → foreseen from the fifth round on, the last in the tenth',
    (length) => {
      const cycle = ['a', 'b', 'c'].slice(0, length);
      const last = cycle.at(-1) ?? '';
      const told = (round: number) => foreseen(made(...times(round, ...cycle).slice(0, -1)));
      expect(told(4)).toEqual([]);
      expect(told(5)).toEqual([{ digest: last, cycle: length, round: 5 }]);
      expect(told(9)).toEqual([{ digest: last, cycle: length, round: 9 }]);
      expect(told(10)).toEqual([{ digest: last, cycle: length, round: 10, isLast: true }]);
    },
  );

  test.each([1, 2, 3])('a cycle of %s → stuck after the tenth round, not a call earlier', (length) => {
    const calls = times(10, ...['a', 'b', 'c'].slice(0, length));
    expect(isStuck(made(...calls.slice(0, -1)))).toBe(false);
    expect(isStuck(made(...calls))).toBe(true);
    expect(isStuck(made('x', 'y', ...calls))).toBe(true);
  });

  test('one other result in between → counted afresh', () => {
    expect(isStuck(made(...times(9, 'a'), 'x', ...times(9, 'a')))).toBe(false);
    expect(foreseen(made(...times(9, 'a'), 'x'))).toEqual([]);
  });

  test('a cycle of four → nobody is told, and nothing ends', () => {
    const calls = made(...times(20, 'a', 'b', 'c', 'd'));
    expect([foreseen(calls), isStuck(calls)]).toEqual([[], false]);
  });

  test('a call of which nothing is known (an older worker, a claim) → neither counts nor interrupts', () => {
    expect(withCall(['a'], undefined)).toEqual(['a']);
  });

  test('any calls → little is kept, and what is foreseen comes true', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 80 }), (calls) => {
        const known = made(...calls);
        expect(known.length).toBeLessThanOrEqual(30);
        for (const { digest, isLast } of foreseen(known))
          expect(isStuck(withCall(known, digest))).toBe(isLast === true || isStuck(known));
      }),
    );
  });

  test('calls that never come in the same order for long → no turn is ended', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 100 }), (seeds) => {
        const calls = seeds.map((seed, index) => `${index}-${seed}`);
        expect([isStuck(made(...calls)), foreseen(made(...calls))]).toEqual([false, []]);
      }),
    );
  });
});
