/** A number of things for people: `1 turn`, `1,200 turns`. Pure. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
