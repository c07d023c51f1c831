/**
 * One step of Heston's model by Andersen's quadratic-exponential scheme, with his martingale correction. It draws the
 * next variance from a law with the right mean and variance, also where almost all of it lies at 0, which Euler's scheme
 * cannot when sigma is large.
 */
const SWITCH = 1.5;

export function createStep({ alpha, b, rho, sigma }, years, random) {
  const decay = Math.exp(-alpha * years);
  const ofVariance = ((sigma * sigma * decay) / alpha) * (1 - decay);
  const ofLevel = ((b * sigma * sigma) / (2 * alpha)) * (1 - decay) ** 2;
  const drift = 0.5 * years * ((alpha * rho) / sigma - 0.5);
  const [before, after] = [drift - rho / sigma, drift + rho / sigma];
  const noise = 0.5 * years * (1 - rho * rho);
  const exponent = after + 0.5 * noise;

  /** The next variance, and what makes the spot a martingale over this step. */
  function nextVariance(variance) {
    const mean = b + (variance - b) * decay;
    const psi = (variance * ofVariance + ofLevel) / (mean * mean);
    const shared = -(before + 0.5 * noise) * variance;
    if (psi <= SWITCH) {
      const ratio = 2 / psi;
      const square = ratio - 1 + Math.sqrt(ratio * (ratio - 1));
      const factor = mean / (1 + square);
      const rest = 1 - 2 * exponent * factor;
      const correction = shared - (exponent * square * factor) / rest + 0.5 * Math.log(rest);
      return [factor * (Math.sqrt(square) + random.normal()) ** 2, correction];
    }
    const atZero = (psi - 1) / (psi + 1);
    const rate = (1 - atZero) / mean;
    const uniform = random.uniform();
    const next = uniform <= atZero ? 0 : Math.log((1 - atZero) / (1 - uniform)) / rate;
    return [next, shared - Math.log(atZero + (rate * (1 - atZero)) / (rate - exponent))];
  }

  /** From log spot and variance to the next ones. */
  return (logSpot, variance) => {
    const [next, correction] = nextVariance(variance);
    const spread = Math.sqrt(noise * (variance + next));
    return [logSpot + correction + before * variance + after * next + spread * random.normal(), next];
  };
}
