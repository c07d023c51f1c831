/** Literals in Rust written as something else, of the same type. */
import type { Lot } from '../drawing/lot.ts';
import type { WrittenTwins } from '../drawing/written-values.ts';
import { isMark, isWord, type RustToken } from './lexer.ts';

/**
 * Narrow types before wide: a changed number stays between the bounds where it was, and so fits every type
 * that held it.
 */
const NEGATIVE_BOUNDS = [128n, 32_768n, 2n ** 31n, 2n ** 63n, 2n ** 127n];
const BOUNDS = [
  127n,
  255n,
  32_767n,
  65_535n,
  2n ** 31n - 1n,
  2n ** 32n - 1n,
  2n ** 63n - 1n,
  2n ** 64n - 1n,
  2n ** 127n - 1n,
];

/** `null` for what cannot be written otherwise. `isNegative`: a minus belongs to the number. */
export function literalTwins(token: RustToken, isNegative: boolean, lot: Lot): WrittenTwins | null {
  if (isWord(token, 'true', 'false')) return booleanTwins(token.text === 'true', lot);
  if (token.kind === 'number') return numberTwins(token.text, isNegative, lot);
  if (token.kind === 'string') return stringTwins(token.text, lot);
  return token.kind === 'character' ? characterTwins(token.text, lot) : null;
}

export const isLiteral = (token: RustToken | undefined): boolean =>
  isWord(token, 'true', 'false') ||
  (token !== undefined && ['number', 'string', 'character'].includes(token.kind) && !/^c/.test(token.text));

export const isMinus = (token: RustToken | undefined): boolean => isMark(token, '-');

/**
 * The compiler takes nothing for known about it, so that no twin becomes in the program what the original is.
 */
const opaque = (written: string): string => `core::hint::black_box(${written})`;

/**
 * An expression that stands for itself wherever a value may: brackets around it would be warned of where they
 * are not needed, and many suites take warnings for errors.
 */
const standing = (written: string): string => `core::convert::identity(${written})`;

function booleanTwins(value: boolean, lot: Lot): WrittenTwins {
  const written = rustTruthWriter(lot);
  return { impossible: written(!value), equal: written(value) };
}

/** Either truth as a comparison of the same two numbers. */
export function rustTruthWriter(lot: Lot): (value: boolean) => string {
  const low = lot.integer(10, 499);
  const high = lot.integer(500, 999);
  return (value) => standing(value ? `${opaque(`${low}`)} < ${high}` : `${opaque(`${high}`)} < ${low}`);
}

function numberTwins(text: string, isNegative: boolean, lot: Lot): WrittenTwins | null {
  const [, digits = '', suffix = ''] =
    /^(0[xob][0-9a-fA-F_]+?|[\d_.]+(?:[eE][+-]?[\d_]+)?)([iuf]\d+|[iu]size)?$/.exec(text) ?? [];
  if (digits === '') return null;
  const sign = isNegative ? '-' : '';
  if (/[.]|^[^x]*e/i.test(digits) || suffix.startsWith('f')) {
    // Multiplied and divided by a power of two, a number stays what it is.
    const scale = 2 ** lot.integer(1, 30);
    const written = (number: string) => standing(`${opaque(number)} * ${scale}.0 / ${scale}.0`);
    const other = String(lot.otherFloat(Number(`${sign}${digits.replaceAll('_', '')}`)));
    const hasPoint = /[.e]/.test(other);
    return {
      impossible: written(`${other}${hasPoint ? '' : '.0'}${suffix}`),
      equal: written(`${sign}${text}`),
    };
  }
  const value = BigInt(digits.replaceAll('_', ''));
  const written = (result: bigint) => {
    const part = (result * BigInt(lot.integer(2, 6))) / 8n;
    const operator = isNegative ? '-' : '+';
    return standing(`${opaque(`${sign}${part}${suffix}`)} ${operator} ${result - part}${suffix}`);
  };
  return {
    impossible: written(otherNumber(value, isNegative ? NEGATIVE_BOUNDS : BOUNDS, lot)),
    equal: written(value),
  };
}

/** `value` is what follows the sign. */
function otherNumber(value: bigint, bounds: readonly bigint[], lot: Lot): bigint {
  const high = bounds.find((bound) => value <= bound) ?? value * 2n;
  return lot.otherInteger(value, 0n, high);
}

function stringTwins(text: string, lot: Lot): WrittenTwins | null {
  const [, prefix = '', hashes = ''] = /^(b?r?)(#*)"/.exec(text) ?? [];
  const inner = text.slice(prefix.length + hashes.length + 1, text.length - hashes.length - 1);
  const units = prefix.endsWith('r')
    ? [...inner].map((each) => (each === '"' || each === '\\' ? `\\${each}` : each))
    : (inner.match(/\\(?:x[0-9a-fA-F]{2}|u\{[^}]*\}|\r?\n\s*|[\s\S])|[\s\S]/gu) ?? []);
  if (prefix.startsWith('b')) return byteStringTwins(units, lot);
  const padding = lot.letters(lot.integer(2, 9));
  const written = (value: string) => standing(`&${opaque(`"${padding}${value}"`)}[${padding.length}..]`);
  const source = units.join('');
  // What is escaped is not misspelt letter by letter.
  const other = source.includes('\\') ? lot.letters(Math.max(units.length, 3)) : lot.otherText(source);
  return { impossible: written(other), equal: written(source) };
}

/** Their type holds their length, so that it stays; one letter is written by its number in both. */
function byteStringTwins(units: readonly string[], lot: Lot): WrittenTwins | null {
  const letters = units.flatMap((unit, index) => (/^[a-zA-Z0-9 ]$/.test(unit) ? [index] : []));
  const at = lot.pick(letters);
  if (at === undefined) return null;
  const written = (code: number) =>
    opaque(
      `b"${units.map((unit, index) => (index === at ? `\\x${code.toString(16).padStart(2, '0')}` : unit)).join('')}"`,
    );
  const code = units[at]?.charCodeAt(0) ?? 0;
  return { impossible: written(code === 0x7e ? 0x21 : code + 1), equal: written(code) };
}

function characterTwins(text: string, lot: Lot): WrittenTwins | null {
  const isByte = text.startsWith('b');
  const inner = text.slice(isByte ? 2 : 1, -1);
  // Escapes stay as they are: which character they name is of no matter here.
  if (inner.startsWith('\\')) return null;
  const code = inner.codePointAt(0) ?? 0;
  const drawn = 97 + lot.integer(0, 25);
  const other = drawn === code ? 65 : drawn;
  const written = (point: number) =>
    opaque(isByte ? `b'\\x${point.toString(16)}'` : `'\\u{${point.toString(16)}}'`);
  return { impossible: written(other), equal: written(code) };
}
