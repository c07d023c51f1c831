/** Literals in Rust written as something else, of the same type. */
import type { Random } from '../drawing/random.ts';
import { freshText, type WrittenTwins } from '../drawing/written-values.ts';
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
export function literalTwins(token: RustToken, isNegative: boolean, random: Random): WrittenTwins | null {
  if (isWord(token, 'true', 'false')) return booleanTwins(token.text === 'true', random);
  if (token.kind === 'number') return numberTwins(token.text, isNegative, random);
  if (token.kind === 'string') return stringTwins(token.text, random);
  return token.kind === 'character' ? characterTwins(token.text, random) : null;
}

export const isLiteral = (token: RustToken | undefined): boolean =>
  isWord(token, 'true', 'false') ||
  (token !== undefined && ['number', 'string', 'character'].includes(token.kind) && !/^c/.test(token.text));

export const isMinus = (token: RustToken | undefined): boolean => isMark(token, '-');

function booleanTwins(value: boolean, random: Random): WrittenTwins {
  const low = random.integer(10, 499);
  const high = random.integer(500, 999);
  const written = (result: boolean) => (result ? `(${low} < ${high})` : `(${high} < ${low})`);
  return { impossible: written(!value), equal: written(value) };
}

function numberTwins(text: string, isNegative: boolean, random: Random): WrittenTwins | null {
  const [, digits = '', suffix = ''] =
    /^(0[xob][0-9a-fA-F_]+?|[\d_.]+(?:[eE][+-]?[\d_]+)?)([iuf]\d+|[iu]size)?$/.exec(text) ?? [];
  if (digits === '') return null;
  const sign = isNegative ? '-' : '';
  if (/[.]|^[^x]*e/i.test(digits) || suffix.startsWith('f')) {
    const written = (distance: number) => `(${sign}${text} - ${distance}.0)`;
    return { impossible: written(random.integer(1_000, 99_999)), equal: written(0) };
  }
  const value = BigInt(digits.replaceAll('_', ''));
  const written = (result: bigint) => {
    const part = (result * BigInt(random.integer(2, 6))) / 8n;
    const operator = isNegative ? '-' : '+';
    return `(${sign}${part}${suffix} ${operator} ${result - part}${suffix})`;
  };
  return {
    impossible: written(otherNumber(value, isNegative ? NEGATIVE_BOUNDS : BOUNDS, random)),
    equal: written(value),
  };
}

function otherNumber(value: bigint, bounds: readonly bigint[], random: Random): bigint {
  const high = bounds.find((bound) => value <= bound) ?? value * 2n;
  const low = (bounds.findLast((bound) => bound < value) ?? -1n) + 1n;
  const width = high - low + 1n;
  const step = BigInt(random.integer(1, Number(width > 1_000_000n ? 1_000_000n : width - 1n)));
  return low + ((value - low + step) % width);
}

function stringTwins(text: string, random: Random): WrittenTwins | null {
  const [, prefix = '', hashes = ''] = /^(b?r?)(#*)"/.exec(text) ?? [];
  const inner = text.slice(prefix.length + hashes.length + 1, text.length - hashes.length - 1);
  const units = prefix.endsWith('r')
    ? [...inner].map((each) => (each === '"' || each === '\\' ? `\\${each}` : each))
    : (inner.match(/\\(?:x[0-9a-fA-F]{2}|u\{[^}]*\}|\r?\n\s*|[\s\S])|[\s\S]/gu) ?? []);
  if (prefix.startsWith('b')) return byteStringTwins(units, random);
  const halves = (parts: readonly string[]) => {
    const cut = random.integer(0, parts.length);
    return `concat!("${parts.slice(0, cut).join('')}", "${parts.slice(cut).join('')}")`;
  };
  return { impossible: halves([...freshText(inner, random)]), equal: halves(units) };
}

/** Their type holds their length, so that it stays; one letter is written by its number in both. */
function byteStringTwins(units: readonly string[], random: Random): WrittenTwins | null {
  const letters = units.flatMap((unit, index) => (/^[a-zA-Z0-9 ]$/.test(unit) ? [index] : []));
  const at = random.pick(letters);
  if (at === undefined) return null;
  const written = (code: number) =>
    `b"${units.map((unit, index) => (index === at ? `\\x${code.toString(16).padStart(2, '0')}` : unit)).join('')}"`;
  const code = units[at]?.charCodeAt(0) ?? 0;
  return { impossible: written(code === 0x7e ? 0x21 : code + 1), equal: written(code) };
}

function characterTwins(text: string, random: Random): WrittenTwins | null {
  const isByte = text.startsWith('b');
  const inner = text.slice(isByte ? 2 : 1, -1);
  // Escapes stay as they are: which character they name is of no matter here.
  if (inner.startsWith('\\')) return null;
  const code = inner.codePointAt(0) ?? 0;
  const drawn = 97 + random.integer(0, 25);
  const other = drawn === code ? 65 : drawn;
  const written = (point: number) =>
    isByte ? `b'\\x${point.toString(16)}'` : `'\\u{${point.toString(16)}}'`;
  return { impossible: written(other), equal: written(code) };
}
