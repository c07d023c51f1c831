import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gapTo, satisfies } from '../../../activities/checks/metric.ts';
import { worstOf } from '../../../workflows/contract/worst-figure.ts';

describe('worstOf', () => {
  test.each<['<' | '<=' | '>' | '>=' | '==', number]>([
    ['<', 9],
    ['<=', 9],
    ['>', -4],
    ['>=', -4],
    ['==', -4],
  ])('3, 9 and -4 for %s 4 → %d', (op, worst) => {
    expect(worstOf([3, 9, -4], { marker: 'm', op, value: 4 })).toBe(worst);
  });

  test('no values → none', () => {
    expect(worstOf([], { marker: 'm', op: '<', value: 4 })).toBeUndefined();
  });

  test('any values → the worst satisfies only when all do', () => {
    const op = fc.constantFrom<('<' | '<=' | '>' | '>=' | '==')[]>('<', '<=', '>', '>=', '==');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1 }), op, (values, op) => {
        const wanted = { marker: 'm', op, value: 0 };
        expect(satisfies(worstOf(values, wanted) ?? Number.NaN, wanted)).toBe(
          values.every((value) => satisfies(value, wanted)),
        );
      }),
    );
  });
});

describe('satisfies', () => {
  test.each([
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['>', [false, false, true]],
    ['>=', [false, true, true]],
    ['==', [false, true, false]],
  ] as const)('1, 2 and 3 %s 2', (op, expected) => {
    expect([1, 2, 3].map((value) => satisfies(value, { marker: 'm', op, value: 2 }))).toEqual(expected);
  });
});

describe('gapTo', () => {
  test.each<[number, '<' | '<=' | '>' | '>=' | '==', number]>([
    [119, '<', 0],
    [135.5, '<', 15.5],
    [120, '<=', 0],
    [121, '<=', 1],
    [100, '>', 20],
    [121, '>=', 0],
    [-120, '>=', 240],
    [120, '==', 0],
    [118, '==', 2],
    [122, '==', 2],
    // The figure lies on the bound, and not within it: there is no way left to go but past it.
    [120, '<', 0],
  ])('%d %s 120 → %d from the finish line', (value, op, gap) => {
    expect(gapTo(value, { marker: 'm', op, value: 120 })).toBe(gap);
  });

  const finite = fc.double({ noNaN: true, min: -1e15, max: 1e15 });
  const expectation = fc.record({
    marker: fc.constant('m'),
    op: fc.constantFrom<('<' | '<=' | '>' | '>=' | '==')[]>('<', '<=', '>', '>=', '=='),
    value: finite,
  });

  test('any value → 0 when it satisfies, never negative, and less the nearer the bound is', () => {
    fc.assert(
      fc.property(finite, finite, expectation, (a, b, wanted) => {
        const [near, far] = [a, b].sort((x, y) => Math.abs(x - wanted.value) - Math.abs(y - wanted.value));
        for (const value of [a, b]) {
          expect(gapTo(value, wanted)).toBeGreaterThanOrEqual(0);
          if (satisfies(value, wanted)) expect(gapTo(value, wanted)).toBe(0);
        }
        if (near !== undefined && far !== undefined && !satisfies(far, wanted))
          expect(gapTo(near, wanted)).toBeLessThanOrEqual(gapTo(far, wanted));
      }),
    );
  });
});
