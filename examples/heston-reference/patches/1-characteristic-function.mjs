/** E exp(i u log(S_T / S_0)) in Heston's model, for complex u. */
import { add, divide, exp, log, multiply, scale, sqrt, subtract } from './complex.mjs';

const ONE = { re: 1, im: 0 };

/** In the form in which Heston wrote it. */
export function characteristicFunction({ years, alpha, b, rho, sigma, v0 }, u) {
  const iu = { re: -u.im, im: u.re };
  const variance = sigma * sigma;
  const xi = subtract({ re: alpha, im: 0 }, scale(iu, rho * sigma));
  const d = sqrt(add(multiply(xi, xi), scale(add(iu, multiply(u, u)), variance)));
  const g = divide(add(xi, d), subtract(xi, d));
  const growth = exp(scale(d, years));
  const ratio = divide(subtract(ONE, multiply(g, growth)), subtract(ONE, g));
  const level = scale(subtract(scale(add(xi, d), years), scale(log(ratio), 2)), (alpha * b) / variance);
  const slope = scale(
    divide(multiply(add(xi, d), subtract(ONE, growth)), subtract(ONE, multiply(g, growth))),
    1 / variance,
  );
  return exp(add(level, scale(slope, v0)));
}
