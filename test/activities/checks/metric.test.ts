import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gapTo, readJsonNumber, readMarked, satisfies } from '../../../activities/checks/metric.ts';

describe('readMarked', () => {
  test.each<[string, string, number | undefined]>([
    ['colon', 'p95_ms: 118.4', 118.4],
    ['equals sign', 'p95_ms=118.4', 118.4],
    ['spaces around', '  p95_ms  =  118.4  ', 118.4],
    ['unit behind', 'p95_ms: 118.4ms (of 1000)', 118.4],
    ['several lines', 'p95_ms: 1\nnoise\np95_ms: 2', 2],
    ['line ends of Windows', 'p95_ms: 1\r\np95_ms: 2\r\n', 2],
    ['negative', 'p95_ms: -3', -3],
    ['exponent', 'p95_ms: 1.2e3', 1_200],
    ['no digit before the point', 'p95_ms: .5', 0.5],
    ['no digit behind it', 'p95_ms: 5.', 5],
    ['a later line without a number', 'p95_ms: 1\np95_ms: none', 1],
    ['nothing', '', undefined],
    ['another marker that begins alike', 'p95_ms_old: 1', undefined],
    ['another marker that ends alike', 'my_p95_ms: 1', undefined],
    ['no separator', 'p95_ms 1', undefined],
    ['infinity', 'p95_ms: Infinity', undefined],
    ['not a number', 'p95_ms: NaN', undefined],
    ['a thousands separator, which may mean anything', 'p95_ms: 1,200', undefined],
    ['a version', 'p95_ms: 1.2.3', undefined],
    ['a list behind the value', 'p95_ms: 1, 2, 3', 1],
    ['a full stop behind the value', 'p95_ms: 118.', 118],
  ])('%s → read or not', (_, output, value) => {
    expect(readMarked(output, 'p95_ms')).toBe(value);
  });

  test('marker full of special characters → taken as it is written', () => {
    expect(readMarked('a.c (ms)+: 1\nabc (ms)+: 2', 'a.c (ms)+')).toBe(1);
  });

  test('any finite number, written as JavaScript writes it → read back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), (value, noise) => {
        expect(readMarked(`${noise}\nscore: ${value}\nend`, 'score')).toBe(Number(String(value)));
      }),
    );
  });

  test('a number too large for a float → no value', () => {
    expect(readMarked('score: 1e999', 'score')).toBeUndefined();
  });

  test('a long hostile line → answered without going over it again and again', () => {
    expect(readMarked(`score: ${'1'.repeat(200_000)},1`, 'score')).toBeUndefined();
    expect(readMarked(`${'score:'.repeat(50_000)}`, 'score')).toBeUndefined();
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
    // On the bound, and not within it: there is no way left to go but past it.
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

describe('readJsonNumber: output and path → number, or nothing', () => {
  test.each([
    ['{"p95": 12.5}', 'p95', 12.5],
    ['noise\n{"results": [{"p95": 1}, {"p95": 2}]}\n', 'results[1].p95', 2],
    ['{"a": 1}\nnot json\n{"a": 2}\ntrailing words', 'a', 2],
    ['{\n  "a": {\n    "b": 3\n  }\n}', 'a.b', 3],
    ['[4, 5]', '1', 5],
    ['{"a": "6"}', 'a', undefined],
    ['{"a": 1}', 'b', undefined],
    ['{"a": 1}', 'constructor', undefined],
    ['[1]', 'push', undefined],
    ['"text"', 'length', undefined],
    ['', 'a', undefined],
    ['{"a": 1', 'a', undefined],
  ])('%j, %s → %s', (output, path, value) => {
    expect(readJsonNumber(output, path)).toBe(value);
  });
});
