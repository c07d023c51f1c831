export function balances(entries) {
  const found = {};
  for (const { from, to, cents } of entries) {
    if (!Number.isInteger(cents)) throw new TypeError('cents are whole');
    if (cents < 0) throw new RangeError('a payment is not negative');
    found[from] = (found[from] ?? 0) - cents;
    found[to] = (found[to] ?? 0) + cents;
  }
  return found;
}
