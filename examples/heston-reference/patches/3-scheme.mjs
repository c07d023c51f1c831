/** One step of Heston's model by full truncation: Euler's scheme, with a variance below 0 taken for 0. */
export function createStep({ alpha, b, rho, sigma }, years, random) {
  const rootYears = Math.sqrt(years);
  const rest = Math.sqrt(1 - rho * rho);
  /** From log spot and variance to the next ones. */
  return (logSpot, variance) => {
    const level = Math.max(variance, 0);
    const spread = Math.sqrt(level) * rootYears;
    const first = random.normal();
    const second = rho * first + rest * random.normal();
    return [
      logSpot + spread * first - 0.5 * level * years,
      variance + alpha * (b - level) * years + sigma * spread * second,
    ];
  };
}
