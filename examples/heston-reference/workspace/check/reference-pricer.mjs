/**
 * Call prices by a route of its own, against which a solution is measured. The exponents of the characteristic function
 * come from their Riccati equations, integrated step by step (Runge-Kutta 4), and the prices from a trapezoid sum over
 * Lewis' integral. So there is no logarithm whose branch could be wrong, and no formula that a solution would share.
 * Slow, and good to about 1e-6.
 */

/** The integrand's poles lie 1/2 off the axis: a trapezoid of this width errs by exp(-pi / width), about 1e-11. */
const WIDTH = 0.125;
const MAX_FREQUENCY = 4_000;
/** What a frequency adds less than this changes no digit that matters. */
const NEGLIGIBLE = 1e-11;
const PHASE_PER_STEP = 0.2;
const MIN_STEPS = 40;

/** Log of the characteristic function of log(S_T / S_0) at `frequency` - i/2. */
function exponentAt(frequency, { years, alpha, b, rho, sigma, v0 }) {
  const steps = Math.ceil(MIN_STEPS + (sigma * frequency * years) / PHASE_PER_STEP);
  const h = years / steps;
  // D' = constant + linear D + quadratic D^2 with D(0) = 0, in real and imaginary parts; `sum` is the integral of D.
  const constant = -(frequency * frequency + 0.25) / 2;
  const linearRe = (rho * sigma) / 2 - alpha;
  const linearIm = rho * sigma * frequency;
  const quadratic = (sigma * sigma) / 2;
  const slopeRe = (re, im) => constant + linearRe * re - linearIm * im + quadratic * (re * re - im * im);
  const slopeIm = (re, im) => linearRe * im + linearIm * re + 2 * quadratic * re * im;
  let [re, im, sumRe, sumIm] = [0, 0, 0, 0];
  for (let step = 0; step < steps; step += 1) {
    const re1 = slopeRe(re, im);
    const im1 = slopeIm(re, im);
    const re2 = slopeRe(re + (h / 2) * re1, im + (h / 2) * im1);
    const im2 = slopeIm(re + (h / 2) * re1, im + (h / 2) * im1);
    const re3 = slopeRe(re + (h / 2) * re2, im + (h / 2) * im2);
    const im3 = slopeIm(re + (h / 2) * re2, im + (h / 2) * im2);
    const re4 = slopeRe(re + h * re3, im + h * im3);
    const im4 = slopeIm(re + h * re3, im + h * im3);
    sumRe += h * re + ((h * h) / 6) * (re1 + re2 + re3);
    sumIm += h * im + ((h * h) / 6) * (im1 + im2 + im3);
    re += (h / 6) * (re1 + 2 * re2 + 2 * re3 + re4);
    im += (h / 6) * (im1 + 2 * im2 + 2 * im3 + im4);
  }
  return { re: alpha * b * sumRe + v0 * re, im: alpha * b * sumIm + v0 * im };
}

/** The prices of calls with these strikes, which have all but the last step in common. */
export function referencePrices(model, strikes) {
  const sums = strikes.map(() => 0);
  for (let index = 0; index * WIDTH <= MAX_FREQUENCY; index += 1) {
    const frequency = index * WIDTH;
    const { re, im } = exponentAt(frequency, model);
    const size = ((index === 0 ? 0.5 : 1) * Math.exp(re)) / (frequency * frequency + 0.25);
    strikes.forEach((strike, place) => {
      sums[place] += size * Math.cos(im + frequency * Math.log(model.spot / strike));
    });
    if (size < NEGLIGIBLE) break;
  }
  return strikes.map(
    (strike, place) => model.spot - (Math.sqrt(model.spot * strike) / Math.PI) * WIDTH * sums[place],
  );
}

export const referencePrice = ({ strike, ...model }) => referencePrices(model, [strike])[0];
