/**
 * What a test has seen of the work, used once more in the place of what is expected: a bound just beyond it,
 * or the value itself where another one has to be. Pure.
 */
import type { Expression } from '@babel/types';
import type { TwinEdits } from '../drawing/expectation.ts';
import type { Lot } from '../drawing/lot.ts';
import { truthWriter } from './expected-value.ts';
import { rangeOf } from './syntax.ts';

type Twins = (lot: Lot) => TwinEdits;

const ABOVE =
  /^(?:toBeGreaterThan(?:OrEqual)?|above|gt|greaterThan|least|gte|greaterThanOrEqual|isAbove|isAtLeast)$/;
const BELOW = /^(?:toBeLessThan(?:OrEqual)?|below|lt|lessThan|most|lte|lessThanOrEqual|isBelow|isAtMost)$/;

/** `undefined` for what is no bound of a value. */
export function boundTwins(
  text: string,
  name: string,
  seen: Expression,
  bound: Expression,
): Twins | undefined {
  const sign = ABOVE.test(name) ? '+' : BELOW.test(name) ? '-' : undefined;
  return sign && ((lot) => withSeen(text, seen, bound, (value) => justBeyond(value, sign, lot), lot));
}

/** What has to be unlike another value is compared with itself. */
export const itselfTwins =
  (text: string, seen: Expression, other: Expression): Twins =>
  (lot) =>
    withSeen(text, seen, other, (value) => value, lot);

/** It fits no comparison where it is no number. */
export function justBeyond(value: string, sign: '+' | '-', lot: Lot): string {
  const step = lot.integer(1, 3);
  return `(typeof ${value} === 'bigint' ? ${value} ${sign} ${step}n : ${value} ${sign} ${step})`;
}

/** The first argument is kept where the second one can look it up, however the call is put together. */
function withSeen(
  text: string,
  seen: Expression,
  expected: Expression,
  changed: (value: string) => string,
  lot: Lot,
): TwinEdits {
  const [first, second] = [rangeOf(seen), rangeOf(expected)];
  const name = lot.letters(9);
  const truth = truthWriter(lot);
  const other = changed(`Reflect.get(globalThis, '${name}')`);
  const written = (value: boolean) => ({
    start: first.start,
    end: second.end,
    text: `Object.assign(globalThis, { ${name}: ${text.slice(first.start, first.end)} }).${name}${text.slice(first.end, second.start)}${truth(value)} ? ${text.slice(second.start, second.end)} : ${other}`,
  });
  return { impossible: written(false), equal: written(true) };
}
