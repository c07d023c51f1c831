import { describe, expect, test } from '@jest/globals';
import { points, sampleRules } from './sealed-modules.ts';

const { distances, flawOf } = sampleRules;

const pairs = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, index) => [90 + (20 * index) / count, 0.04]);

describe('flawOf', () => {
  test('pairs that are finite, not negative and different → no flaw', () => {
    expect(flawOf(pairs(100))).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no list', { 0: [1, 2] }],
    ['a single path', [[100, 0.04]]],
    ['numbers instead of pairs', [100, 101]],
    ['a triple', [...pairs(10), [100, 0.04, 1]]],
    ['a negative variance', [...pairs(10), [100, -0.01]]],
    ['text', [...pairs(10), ['100', '0.04']]],
    ['null, which is what JSON makes of NaN', [...pairs(10), [null, 0.04]]],
    ['each path twice, for half the error', [...pairs(50), ...pairs(50)]],
  ])('%s → a flaw', (_, terminals) => {
    expect(flawOf(terminals)).toEqual(expect.any(String));
  });
});

describe('distances', () => {
  const named = (terminals: [number, number][], price = 1.69) =>
    Object.fromEntries(
      distances(points.PAPER, terminals, [{ strike: 100, price }]).map(({ name, z }) => [name, z]),
    );

  test('each quantity → its distance in standard errors of the sample', () => {
    // Spots of 90 and 110: mean 100, standard deviation 10.05 with 100 paths, so 1.005 for the mean.
    const terminals = Array.from({ length: 100 }, (_, index): [number, number] => [
      index % 2 ? 110 : 90,
      index % 2 ? 0 : 0.1,
    ]);
    const z = named(terminals, 5);
    expect(z.spot).toBeCloseTo(0, 10);
    expect(z['call at 100.00']).toBeCloseTo(0, 10);
    expect(z.variance).toBeCloseTo(0.01 / (0.05 * Math.sqrt(1 / 99)), 6);
    expect(named(terminals, 4)['call at 100.00']).toBeCloseTo(1 / (5 * Math.sqrt(1 / 99)), 6);
  });

  test('no spread at all → infinitely far, also where the mean is right', () => {
    expect(named([...pairs(10)].map(() => [100, 0.04]))).toMatchObject({ spot: Number.POSITIVE_INFINITY });
  });
});
