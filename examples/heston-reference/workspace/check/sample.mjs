/** What a sample of (spot, variance) at the end of the paths has to satisfy if it comes from the model. Pure. */

/** A relative error below this is rounding, and no spread. */
const NOTHING = 1e-9;

/** Mean, and standard error of the mean. */
export function meanOf(values) {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** The variance expected at the end; under the measure that has the spot as its unit, reversion is slower or faster. */
const expectedVariance = ({ alpha, b, v0, years }) => b + (v0 - b) * Math.exp(-alpha * years);
function expectedVarianceInSpot({ alpha, b, rho, sigma, v0, years }) {
  const reversion = alpha - rho * sigma;
  return expectedVariance({ alpha: reversion, b: (alpha * b) / reversion, v0, years });
}

/**
 * Distances from what the model says, in standard errors of the sample: the spot is a martingale, the variance reverts,
 * both are correlated, and calls cost what `prices` (strike and price) say. Spread too little for any error: Infinity.
 */
export function distances(point, terminals, prices) {
  const { spot } = point;
  const wanted = [
    ['spot', ([end]) => end, spot],
    ['variance', ([, variance]) => variance, expectedVariance(point)],
    ['spot x variance', ([end, variance]) => (end * variance) / spot, expectedVarianceInSpot(point)],
    ...prices.map(({ strike, price }) => [
      `call at ${strike.toFixed(2)}`,
      ([end]) => Math.max(end - strike, 0),
      price,
    ]),
  ];
  return wanted.map(([name, take, expected]) => {
    const { mean, standardError } = meanOf(terminals.map(take));
    const isSpread = standardError > NOTHING * Math.abs(expected);
    const z = isSpread ? Math.abs(mean - expected) / standardError : Number.POSITIVE_INFINITY;
    return { name, mean, expected, standardError, z };
  });
}

/** Why this is no sample, or `undefined`. Repeated values would make the standard error look smaller than it is. */
export function flawOf(terminals) {
  const isPair = (pair) =>
    Array.isArray(pair) && pair.length === 2 && pair.every((value) => value >= 0 && Number.isFinite(value));
  if (!Array.isArray(terminals) || terminals.length < 2) return 'there is no list "terminals"';
  if (!terminals.every(isPair)) return 'a terminal is not [spot, variance], both finite and not negative';
  const distinct = new Set(terminals.map(([spot]) => spot)).size;
  if (distinct < terminals.length * 0.95)
    return `only ${distinct} of ${terminals.length} spots are different`;
  return undefined;
}
