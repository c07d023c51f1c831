export function primesTo(limit) {
  throw new Error('not made yet');
}
