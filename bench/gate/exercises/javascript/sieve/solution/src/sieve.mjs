export function primesTo(limit) {
  const isOut = new Array(limit + 1).fill(false);
  const primes = [];
  for (let value = 2; value <= limit; value += 1) {
    if (isOut[value]) continue;
    primes.push(value);
    for (let multiple = value * value; multiple <= limit; multiple += value) isOut[multiple] = true;
  }
  return primes;
}
