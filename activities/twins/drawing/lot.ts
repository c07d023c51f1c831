/** What the impossible values of one suite are drawn from: values that look as if they were right. */
import type { Random } from './random.ts';

/**
 * `near`: next to the value that is expected. `elsewhere`: a value that another expectation of the suite has.
 * Work that takes whatever is plausible, or whatever its tests mention, lets one of them pass.
 */
export type Aim = 'near' | 'elsewhere';

export interface Lot extends Random {
  readonly aim: Aim;
  /** Another whole number between the bounds, which are those of a type that holds the value. */
  otherInteger(value: bigint, low?: bigint, high?: bigint): bigint;
  otherFloat(value: number): number;
  otherText(value: string): string;
  /** One letter or digit of it is another one. */
  nearText(value: string): string;
}

const LONGEST_STEP = 3;

/**
 * Every value that is asked for is learned: a first round over all expectations makes the suite's values
 * known.
 */
export function createLots(random: Random): (aim: Aim) => Lot {
  const integers = new Set<bigint>();
  const floats = new Set<number>();
  const texts = new Set<string>();
  return (aim) => {
    const elsewhere = <T>(
      known: Set<T>,
      value: T,
      may: (other: T) => boolean = () => true,
    ): T | undefined => {
      known.add(value);
      if (aim === 'near') return undefined;
      return random.pick([...known].filter((each) => each !== value && may(each)));
    };
    return {
      ...random,
      aim,
      otherInteger(value, low, high) {
        const fits = (other: bigint): boolean =>
          (low === undefined || other >= low) && (high === undefined || other <= high);
        const drawn = elsewhere(integers, value, fits);
        if (drawn !== undefined) return drawn;
        const step = BigInt(random.integer(1, LONGEST_STEP));
        const near = [value + step, value - step, value + 1n, value - 1n];
        return (
          near.find((other, index) => (index > 0 || random.integer(0, 1) > 0) && fits(other)) ?? value + 1n
        );
      },
      otherFloat(value) {
        const drawn = elsewhere(floats, value);
        const step = random.integer(1, 2 * LONGEST_STEP) / 2;
        return drawn ?? value + (random.integer(0, 1) > 0 ? step : -step);
      },
      otherText: (value) => elsewhere(texts, value) ?? misspelt(value, random),
      nearText: (value) => misspelt(value, random),
    };
  };
}

const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/];

/** One letter or digit is another one; where there is none, a letter is added. */
function misspelt(value: string, random: Random): string {
  const at = random.pick(
    [...value].flatMap((each, index) => (KINDS.some((kind) => kind.test(each)) ? [index] : [])),
  );
  const letters = [...value];
  const old = at === undefined ? undefined : letters[at];
  if (at === undefined || old === undefined) return `${value}${random.letters(3)}`;
  const kind = KINDS.find((each) => each.test(old));
  const alike = [...ALPHANUMERIC].filter((each) => kind?.test(each) && each !== old);
  return letters.with(at, random.pick(alike) ?? old).join('');
}

const ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
