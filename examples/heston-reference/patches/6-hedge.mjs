/**
 * Hedges the paper's call once a day along simulated paths, and asks what it takes to bear the outcome:
 * `node src/hedge.mjs '{"seed": 1}'`. The hedge holds the Black-Scholes delta at the variance that is expected until
 * the end, corrected for the part of the variance's moves that comes with the spot's. It is no trained one.
 */
import { createRandom } from './random.mjs';
import { createStep } from './scheme.mjs';

const MODEL = { spot: 100, strike: 100, years: 30 / 365, alpha: 1, b: 0.04, rho: -0.7, sigma: 2, v0: 0.04 };
const DAYS = 30;
const PATHS = 20_000;

const density = (x) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
/** Of the standard normal law, to 7 digits (Abramowitz and Stegun 26.2.17). */
function distribution(x) {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    density(x) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}

function position(spot, variance, years) {
  const { strike, alpha, b, rho, sigma } = MODEL;
  const share = (1 - Math.exp(-alpha * years)) / (alpha * years);
  const total = (b + (variance - b) * share) * years;
  const x = Math.log(spot / strike) / Math.sqrt(total) + 0.5 * Math.sqrt(total);
  const perVariance = (spot * density(x) * share * years) / (2 * Math.sqrt(total));
  return distribution(x) + (rho * sigma * perVariance) / spot;
}

/** What the seller of the call has at the end of one path, before the price that he was paid. */
function outcome(step) {
  const { spot, strike, v0, years } = MODEL;
  let [logSpot, variance, gain] = [Math.log(spot), v0, 0];
  for (let day = 0; day < DAYS; day += 1) {
    const before = Math.exp(logSpot);
    const held = position(before, variance, (years * (DAYS - day)) / DAYS);
    [logSpot, variance] = step(logSpot, variance);
    gain += held * (Math.exp(logSpot) - before);
  }
  return gain - Math.max(Math.exp(logSpot) - strike, 0);
}

const { seed } = JSON.parse(process.argv[2]);
const step = createStep(MODEL, MODEL.years / DAYS, createRandom(seed));
const outcomes = Array.from({ length: PATHS }, () => outcome(step)).sort((a, b) => a - b);
const mean = (values) => values.reduce((total, value) => total + value, 0) / values.length;
const worseHalf = outcomes.slice(0, PATHS / 2);
const average = mean(outcomes);
console.log(`paths: ${PATHS}, hedged once a day, seed ${seed}`);
console.log(`hedge_error: ${Math.sqrt(mean(outcomes.map((value) => (value - average) ** 2))).toFixed(3)}`);
console.log(`mean_price: ${(-average).toFixed(3)}`);
console.log(`cvar50_price: ${(-mean(worseHalf)).toFixed(3)}`);
