export function isValid(text) {
  throw new Error('not made yet');
}
