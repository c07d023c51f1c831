/** Values as source text that more than one language reads. */
import type { Lot } from './lot.ts';
import type { Random } from './random.ts';

export interface WrittenTwins {
  readonly impossible: string;
  readonly equal: string | null;
}

/**
 * What compares a value: all of it, or a part of it, or as near as it says. A near miss is one in the first
 * case; in the last one it is just beyond how far off a value may be.
 */
export type Comparison = 'exact' | 'loose' | { readonly within: number };

/** Integers as a difference or a sum; `null` for those whose neighbours are not exact. */
export function integerTwins(value: number, comparison: Comparison, lot: Lot): WrittenTwins | null {
  const distance = lot.integer(20, 400);
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

/** What is right may itself be off by as much as is let pass. */
export function tooFarOff(value: number, within: number, lot: Lot): number {
  const drawn = lot.otherFloat(value);
  if (Math.abs(drawn - value) > 3 * within && lot.integer(0, 1) > 0) return drawn;
  const step = Math.max(within, Math.abs(value) * 1e-9) * (lot.integer(25, 60) / 10);
  return Number((value + (lot.integer(0, 1) > 0 ? step : -step)).toPrecision(12));
}

/** A word so short may be a part of anything. */
const SHORTEST_PART = 4;

/** The text has about the same length, so that its size tells nothing, but too long to be met by chance. */
function freshText(original: string, random: Random): string {
  return random.letters(Math.min(Math.max(original.length, 12), 64));
}

/** Where a part will do, another text of the suite may be one as well: then it is misspelt. */
export const otherText = (value: string, comparison: Comparison, lot: Lot): string =>
  comparison === 'exact'
    ? lot.otherText(value)
    : value.length < SHORTEST_PART
      ? freshText(value, lot)
      : lot.nearText(value);
