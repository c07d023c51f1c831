export function createEvents() {
  throw new Error('not made yet');
}
