/** Gauss-Legendre quadrature over [0, infinity), panel by panel, for an integrand that dies out. */

const NODES = 32;
const MAX_PANEL = 25;
const END = 6_000;
const NEGLIGIBLE = 1e-10;

/** Nodes and weights on [-1, 1]: the roots of the Legendre polynomial, by Newton's method. */
function legendre(count) {
  return Array.from({ length: count }, (_, index) => {
    let x = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    for (;;) {
      let [value, before] = [1, 0];
      for (let degree = 1; degree <= count; degree += 1) {
        [value, before] = [((2 * degree - 1) * x * value - (degree - 1) * before) / degree, value];
      }
      const slope = (count * (x * value - before)) / (x * x - 1);
      const step = value / slope;
      x -= step;
      if (Math.abs(step) < 1e-15) return { x, weight: 2 / ((1 - x * x) * slope * slope) };
    }
  });
}

const RULE = legendre(NODES);

/** Panels grow, since the integrand is sharp near 0, up to the first one that adds nothing. */
export function integrate(integrand) {
  let [total, from] = [0, 0];
  for (let width = 1; from < END; width = Math.min(2 * width, MAX_PANEL)) {
    const half = width / 2;
    const panel = RULE.reduce(
      (sum, { x, weight }) => sum + half * weight * integrand(from + half * (1 + x)),
      0,
    );
    total += panel;
    if (Math.abs(panel) < NEGLIGIBLE) break;
    from += width;
  }
  return total;
}
