/** Chance that the same seed repeats. */

export interface Random {
  /** The number lies from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** Lower-case letters; sixteen of them are no word that a program computes. */
  letters(count: number): string;
  pick<T>(items: readonly T[]): T | undefined;
  /** A new array in another order. */
  shuffle<T>(items: readonly T[]): T[];
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // Mulberry32: all that is wanted here is that neighbouring seeds differ.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    integer,
    letters: (count) => Array.from({ length: count }, () => ALPHABET[integer(0, 25)]).join(''),
    pick: (items) => items[integer(0, items.length - 1)],
    shuffle(items) {
      const keyed = items.map((item) => ({ item, key: next() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}
