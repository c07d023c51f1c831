/**
 * Values and errors that are only known when a test runs, written so that they are what they are, or
 * something unlike it of the same kind: whoever compares kinds lets that pass. Pure.
 */
import type { Lot } from '../drawing/lot.ts';
import type { WrittenTwins } from '../drawing/written-values.ts';

/** What tests usually wait for, so that no class stands out as one that none would. */
const ERRORS = ['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError'];
/** None of them is equal to nothing. */
const NOT_NULL = ['0', '1', 'true', 'false', "''", '[]', '{}'];
const ANY_ERROR = 'class extends Error {}';

/** `isWhole`: the place is that of an expression whose value is compared as a whole. */
export function unlikeValue(source: string, lot: Lot, isWhole: boolean): WrittenTwins {
  const step = isWhole ? lot.integer(1, 3) : lot.integer(20, 400);
  const word = `'${lot.letters(16)}'`;
  const plain = '[Object.prototype, null].includes(Object.getPrototypeOf(v))';
  const other = [
    `typeof v === 'number' && v + ${step} > v ? v + ${step}`,
    "typeof v === 'bigint' ? v + 1n",
    `typeof v === 'string' ? v + '${lot.letters(1)}'`,
    "typeof v === 'boolean' ? !v",
    `Array.isArray(v) ? [...v, ${step}]`,
    `v instanceof Map ? new Map([...v, [${word}, ${step}]])`,
    `v instanceof Set ? new Set([...v, ${word}])`,
    `typeof v === 'object' && v && ${plain} ? { ...v, ${word}: ${step} }`,
    `v === null || v === undefined ? ${lot.pick(NOT_NULL)}`,
    word,
  ].join(' : ');
  return chosen(source, other, lot);
}

/** A class that no error of this one is of, nor of one below it; where there is none, one of its own. */
export function unlikeError(source: string, lot: Lot): WrittenTwins {
  const names = lot.shuffle(ERRORS).join(', ');
  const apart = '!(c === v || c.prototype instanceof v || v.prototype instanceof c)';
  const isError = "typeof v === 'function' && (v === Error || v.prototype instanceof Error)";
  return chosen(source, `[${names}].find((c) => ${isError} && ${apart}) ?? ${ANY_ERROR}`, lot);
}

/** A type checker takes what `Reflect.get` gives for anything; both look alike but for one comparison. */
function chosen(source: string, other: string, lot: Lot): WrittenTwins {
  const [low, high] = [lot.integer(10, 499), lot.integer(500, 999)];
  const written = (first: number, second: number): string =>
    `[Reflect.get([${source}], 0)].map((v) => (${first} < ${second} ? v : ${other}))[0]`;
  return { impossible: written(high, low), equal: written(low, high) };
}
