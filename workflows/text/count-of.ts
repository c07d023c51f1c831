/** A number with its noun, e.g. `1 turn` and `2 turns`. Pure. */
export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
