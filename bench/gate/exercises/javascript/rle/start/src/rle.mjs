export function encode(text) {
  throw new Error('not made yet');
}

export function decode(text) {
  throw new Error('not made yet');
}
