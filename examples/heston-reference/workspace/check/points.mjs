/** Where a solution is asked: at the paper's parameters, at fixed ones that are known to be hard, and at drawn ones. */
import { randomInt } from 'node:crypto';

/** dS = sqrt(v) S dW, dv = alpha (b - v) dt + sigma sqrt(v) dB, correlation rho; interest is 0. */
export const PAPER = {
  ...{ spot: 100, strike: 100, years: 30 / 365 },
  ...{ alpha: 1, b: 0.04, rho: -0.7, sigma: 2, v0: 0.04 },
};

export const HARD = {
  'in the money': { ...PAPER, strike: 80 },
  'out of the money': { ...PAPER, strike: 115 },
  'almost Black-Scholes': { ...PAPER, years: 0.5, sigma: 0.02 },
  'one day': { ...PAPER, years: 1 / 365, sigma: 0.5 },
  'ten years': {
    ...{ spot: 100, strike: 100, years: 10 },
    ...{ alpha: 1.5768, b: 0.0398, rho: -0.5711, sigma: 0.5751, v0: 0.0175 },
  },
  'five years, violent': { ...PAPER, years: 5, sigma: 1.2, v0: 0.09 },
};

/** A number in [low, high), drawn anew in every run: nobody can have looked it up before. */
export const between = (low, high) => low + ((high - low) * randomInt(2 ** 40)) / 2 ** 40;

export function drawPoint() {
  const spot = between(80, 120);
  return {
    ...{ spot, strike: spot * between(0.8, 1.25), years: between(0.1, 3) },
    ...{ alpha: between(0.3, 4), b: between(0.02, 0.15), v0: between(0.02, 0.15) },
    ...{ rho: between(-0.9, 0.4), sigma: between(0.1, 2) },
  };
}

/** Near the paper's: short and violent. */
export function drawViolentPoint() {
  return {
    ...{ spot: between(80, 120), years: between(20, 50) / 365 },
    ...{ alpha: between(0.5, 2), b: between(0.03, 0.08), v0: between(0.03, 0.08) },
    ...{ rho: between(-0.8, -0.3), sigma: between(1, 2) },
  };
}
