import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { costUsd, type Price, priceIn } from '../../../../activities/model/exchange/price.ts';

const PRICE: Price = { input: 1.25, cachedInput: 0.125, output: 10 };
const tokens = (inputTokens: number, cachedInputTokens: number, outputTokens: number) => ({
  inputTokens,
  cachedInputTokens,
  outputTokens,
});

describe('priceIn', () => {
  const flex = { input: 0.6, cachedInput: 0.06, output: 5 };
  test('served in the flex tier → its price, if it has one; any other or unknown tier → the ordinary one', () => {
    expect(priceIn({ ...PRICE, flex }, 'flex')).toBe(flex);
    expect(priceIn(PRICE, 'flex')).toBe(PRICE);
    for (const tier of ['default', 'priority', undefined])
      expect(priceIn({ ...PRICE, flex }, tier)).toMatchObject(PRICE);
  });
});

describe('costUsd', () => {
  test.each([
    ['uncached input', tokens(1_000_000, 0, 0), 1.25],
    ['cached input', tokens(1_000_000, 1_000_000, 0), 0.125],
    ['cached and uncached input', tokens(1_000_000, 600_000, 0), 0.575],
    ['output', tokens(0, 0, 1_000_000), 10],
    ['one token of each', tokens(2, 1, 1), 0.000011375],
    ['nothing', tokens(0, 0, 0), 0],
    ['more cached than there is input', tokens(10, 1_000_000, 0), 0.125],
  ])('%s → each at its own price', (_, counted, usd) => {
    expect(costUsd(counted, PRICE)).toBe(usd);
  });

  test('a fraction of a billionth → rounded, half of it upwards', () => {
    const perToken = (input: number): number =>
      costUsd(tokens(1, 0, 0), { input, cachedInput: 0, output: 0 });
    expect(perToken(0.0004)).toBe(0);
    expect(perToken(0.0005)).toBe(1e-9);
    expect(perToken(0.0014)).toBe(1e-9);
  });

  test('a model that costs nothing → 0', () => {
    expect(costUsd(tokens(5_000, 100, 900), { input: 0, cachedInput: 0, output: 0 })).toBe(0);
  });

  const count = fc.nat(2_000_000);
  const usd = fc.double({ min: 0, max: 1_000, noNaN: true });

  test('any counts and prices → never negative, at most nine decimals, off by half a billionth at most', () => {
    fc.assert(
      fc.property(
        fc.record({ inputTokens: count, cachedInputTokens: count, outputTokens: count }),
        fc.record({ input: usd, cachedInput: usd, output: usd }),
        (counted, price) => {
          const cost = costUsd(counted, price);
          const uncached = Math.max(0, counted.inputTokens - counted.cachedInputTokens);
          const exact =
            (uncached * price.input +
              counted.cachedInputTokens * price.cachedInput +
              counted.outputTokens * price.output) /
            1e6;
          expect(cost).toBeGreaterThanOrEqual(0);
          expect(Number(cost.toFixed(9))).toBe(cost);
          expect(Math.abs(cost - exact)).toBeLessThanOrEqual(0.5e-9 + exact * 1e-12);
        },
      ),
    );
  });
});
