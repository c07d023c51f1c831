/** A number with its noun, e.g. `1 turn` and `2 turns`. Pure. */
export const countOf = (count: number, noun: string): string => `${count} ${nounFor(count, noun)}`;

/** `turn` for one, else `turns`. */
export const nounFor = (count: number, noun: string): string => (count === 1 ? noun : `${noun}s`);
