import { describe, expect, test } from '@jest/globals';
import { MONTE_CARLO, OTHER_PRICES, PRICE } from '../../../examples/heston-reference/experiments.ts';
import {
  commandRun,
  hedgeIn,
  priceIn,
  sampleIn,
  worstErrorIn,
  wrongCallsIn,
} from '../../../examples/heston-reference/figures.ts';

const run = (lines: readonly string[], first = 'exit code 0, 0.52 s', command = OTHER_PRICES) =>
  commandRun(command, [first, ...lines].join('\n'));

describe('commandRun', () => {
  test('first line with a number to cite → kept; a number further down → not taken for it', () => {
    expect(run([], 'exit code 0, 0.5 s [item 41]', PRICE)).toMatchObject({ succeeded: true, item: '41' });
    expect(run(['[item 7]'], 'exit code 1, 0.5 s')).not.toHaveProperty('item');
    expect(run([], 'killed after its timeout of 120 s').succeeded).toBe(false);
  });
});

describe('figures', () => {
  test('prices → that of the paper’s call, the worst error, the calls that are wrong', () => {
    expect(priceIn(run(['solution 1.691834, by the other route 1.691834, paper 1.69']))).toBe(1.691834);
    const lines = [
      'in the money: 20.08279, 20.08279 wanted, off by 1.1e-8',
      'ten years: 44.11865, 22.31894 wanted, off by 2.2e+1',
      'FAIL  five years, violent: src/price.mjs printed no finite "price" but "{}"',
      'worst_error: 21.799709',
    ];
    expect(wrongCallsIn(run(lines))).toEqual(['ten years', 'five years, violent']);
    expect(worstErrorIn(run(lines))).toBe(21.799709);
    expect(worstErrorIn(run(lines, 'exit code 1, 0.5 s'))).toBeUndefined();
  });

  test('sample → the last line of JSON, and whether it was too noisy', () => {
    const json = '{"paths":5000,"standardError":0.03184,"largestZ":4.32}';
    const sample = { paths: 5_000, standardError: 0.03184, largestZ: 4.32 };
    expect(sampleIn(run([json], undefined, MONTE_CARLO))).toEqual({ ...sample, isTooNoisy: false });
    expect(sampleIn(run(['FAIL  too noisy: 1.92 %', json]))).toEqual({ ...sample, isTooNoisy: true });
    expect(sampleIn(run(['FAIL  src/simulate.mjs is stuck']))).toBeUndefined();
    expect(sampleIn(run(['{"paths":9,"standardError":0,"largestZ":null}']))?.largestZ).toBeNaN();
  });

  test('hedge → both figures or none', () => {
    expect(hedgeIn(run(['hedge_error: 1.223', 'cvar50_price: 2.652']))).toEqual({
      error: 1.223,
      cvarPrice: 2.652,
    });
    expect(hedgeIn(run(['hedge_error: 1.223']))).toBeUndefined();
  });
});
