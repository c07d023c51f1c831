export function flatten(list) {
  return list.flat(Infinity).filter((value) => value !== null && value !== undefined);
}
