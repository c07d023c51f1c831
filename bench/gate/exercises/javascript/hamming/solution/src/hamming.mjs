export function distance(left, right) {
  if (left.length !== right.length) throw new Error('strands must be of equal length');
  return [...left].filter((letter, index) => letter !== right[index]).length;
}
