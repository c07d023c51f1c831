export function spiral(size) {
  throw new Error('not made yet');
}
