import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Point, points, pricer } from './sealed-modules.ts';

const { PAPER, HARD } = points;
const { referencePrice, referencePrices } = pricer;

/**
 * Lewis' and Gil-Pelaez' integrals over the closed form, with 25 and 30 digits (mpmath); both agree to all
 * that is shown.
 */
const KNOWN: readonly [name: string, price: number][] = [
  ['in the money', 20.0827911938],
  ['out of the money', 0.00553419873318],
  ['almost Black-Scholes', 5.63222082758],
  ['one day', 0.417318738964],
  ['ten years', 22.3189457912],
  ['five years, violent', 12.9199676969],
];

/** The standard normal law is integrated by Simpson's rule. */
function distribution(x: number): number {
  const [count, from] = [2_000, -12];
  const h = (x - from) / count;
  const density = (at: number): number => Math.exp((-at * at) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(from) + density(x);
  for (let index = 1; index < count; index += 1) sum += (index % 2 === 1 ? 4 : 2) * density(from + index * h);
  return (sum * h) / 3;
}

function blackScholes({ spot, strike, years, v0 }: Point): number {
  const deviation = Math.sqrt(v0 * years);
  const x = Math.log(spot / strike) / deviation + deviation / 2;
  return spot * distribution(x) - strike * distribution(x - deviation);
}

const point = fc.record({
  spot: fc.double({ min: 80, max: 120, noNaN: true }),
  strike: fc.double({ min: 70, max: 140, noNaN: true }),
  years: fc.double({ min: 0.1, max: 2, noNaN: true }),
  alpha: fc.double({ min: 0.3, max: 4, noNaN: true }),
  b: fc.double({ min: 0.02, max: 0.15, noNaN: true }),
  v0: fc.double({ min: 0.02, max: 0.15, noNaN: true }),
  rho: fc.double({ min: -0.9, max: 0.4, noNaN: true }),
  sigma: fc.double({ min: 0.1, max: 2, noNaN: true }),
});

describe('referencePrice', () => {
  test("the paper's call → 1.691834, as by two other integrals", () => {
    expect(referencePrice(PAPER)).toBeCloseTo(1.69183392511, 6);
  });

  test.each(KNOWN)('%s → %d, as by another integral', (name, price) => {
    const hard = HARD[name];
    expect(hard === undefined ? undefined : referencePrice(hard)).toBeCloseTo(price, 5);
  });

  test('variance that does not move → the price of Black and Scholes', () => {
    for (const strike of [85, 100, 120]) {
      const still = { ...PAPER, strike, years: 0.7, sigma: 0, v0: 0.05, b: 0.05 };
      expect(referencePrice(still)).toBeCloseTo(blackScholes(still), 6);
    }
  });

  test('any model → between what is certain and the spot, falling and convex in the strike', () => {
    fc.assert(
      fc.property(point, ({ strike, ...model }) => {
        const [low = 0, middle = 0, high = 0] = referencePrices(model, [strike - 2, strike, strike + 2]);
        const slack = 1e-5;
        expect(middle).toBeGreaterThan(Math.max(model.spot - strike, 0) - slack);
        expect(middle).toBeLessThan(model.spot);
        expect(low - middle).toBeGreaterThan(-slack);
        expect(low - 2 * middle + high).toBeGreaterThan(-slack);
      }),
      { numRuns: 15 },
    );
  });
});

test('drawPoint: drawn twice → two points, so that no table of prices helps', () => {
  expect(points.drawPoint()).not.toEqual(points.drawPoint());
});
