/** Values as source text that more than one language reads. */
import type { Lot } from './lot.ts';
import type { Random } from './random.ts';

export interface WrittenTwins {
  readonly impossible: string;
  readonly equal: string | null;
}

/**
 * What compares a value: all of it, or as near as it says, or a part of it. Only in the first case is a near
 * miss one.
 */
export type Comparison = 'exact' | 'loose';

/** Integers as a difference or a sum; `null` for those whose neighbours are not exact. */
export function integerTwins(value: number, comparison: Comparison, lot: Lot): WrittenTwins | null {
  const distance = lot.integer(1_000, 999_999);
  const far = value < 0 ? value - distance : value + distance;
  if (!Number.isSafeInteger(far * 2)) return null;
  const other = comparison === 'exact' ? Number(lot.otherInteger(BigInt(value))) : far;
  const shift = lot.integer(1, 999_999);
  const written = lot.pick([
    (result: number) => `(${result + shift} - ${shift})`,
    (result: number) => `(${result - shift} + ${shift})`,
  ]);
  return written === undefined ? null : { impossible: written(other), equal: written(value) };
}

/** The text has about the same length, so that its size tells nothing, but too long to be met by chance. */
export function freshText(original: string, random: Random): string {
  return random.letters(Math.min(Math.max(original.length, 12), 64));
}

/** A part of a text may be what is looked for, so that it has to be another one altogether. */
export const otherText = (value: string, comparison: Comparison, lot: Lot): string =>
  comparison === 'exact' ? lot.otherText(value) : freshText(value, lot);
