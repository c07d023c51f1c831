/** Values as source text that more than one language reads. */
import type { Random } from './random.ts';

export interface WrittenTwins {
  readonly impossible: string;
  readonly equal: string | null;
}

/** Integers as a difference or a sum; `null` for those whose neighbours are not exact. */
export function integerTwins(value: number, random: Random): WrittenTwins | null {
  const distance = random.integer(1_000, 999_999);
  const far = value < 0 ? value - distance : value + distance;
  if (!Number.isSafeInteger(far * 2)) return null;
  const shift = random.integer(1, 999_999);
  const written = random.pick([
    (result: number) => `(${result + shift} - ${shift})`,
    (result: number) => `(${result - shift} + ${shift})`,
  ]);
  return written === undefined ? null : { impossible: written(far), equal: written(value) };
}

/** The text has about the same length, so that its size tells nothing, but too long to be met by chance. */
export function freshText(original: string, random: Random): string {
  return random.letters(Math.min(Math.max(original.length, 12), 64));
}
