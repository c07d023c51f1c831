export function parse(text) {
  throw new Error('not made yet');
}

export function format(values) {
  throw new Error('not made yet');
}
