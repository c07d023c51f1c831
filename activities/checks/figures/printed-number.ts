/** A number as programs print it, with the unit behind it. Pure. */
import { isUnit, unitName } from './units.ts';

export type PrintedNumber =
  | { readonly kind: 'number'; readonly value: number; readonly shown: string; readonly unit?: string }
  /** Something is meant to be a figure there, and cannot be read as one number. */
  | { readonly kind: 'unreadable'; readonly shown: string };

const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
/** What makes of `1,200`, `1.2.3`, `1:30` or `1-5` something else than the number it begins with. */
const GOES_ON = /[.,_'’:\b\u00a0\u2009\u202f-]\d/y;
/** Thousands may be parted by plain spaces; `3 10 runs` and columns further apart are none. */
const SPACED_THOUSANDS = /[-+]?[1-9]\d{0,2}(?: \d{3})+(?!\d)[^ \t\n]*/y;
const UNIT_WORD = /(?:%|[\p{L}°]+)(?:\/\p{L}+)?/uy;
/** How languages print that there is no number. */
const NO_NUMBER = /[-+]?(?:nan|inf|infinity|null|nil|undefined|none)(?![\p{L}\d])/iuy;
const SHOWN_CHARACTERS = 40;

/** What stands at `at`; `undefined` when it is nothing that is meant as a figure. */
export function printedNumberAt(text: string, at: number): PrintedNumber | undefined {
  const number = matchAt(NUMBER, text, at);
  if (number === undefined) {
    const word = matchAt(NO_NUMBER, text, at);
    return word === undefined ? undefined : { kind: 'unreadable', shown: word };
  }
  const thousands = matchAt(SPACED_THOUSANDS, text, at);
  if (thousands !== undefined) return { kind: 'unreadable', shown: thousands.slice(0, SHOWN_CHARACTERS) };
  const end = at + number.length;
  const attached = matchAt(UNIT_WORD, text, end);
  const isWhole =
    matchAt(GOES_ON, text, end) === undefined &&
    (attached === undefined || !/\d/.test(text.charAt(end + attached.length)));
  const value = Number(number);
  if (!isWhole || !Number.isFinite(value))
    return {
      kind: 'unreadable',
      shown: /^[^ \t\n]*/.exec(text.slice(at, at + SHOWN_CHARACTERS))?.[0] ?? number,
    };
  const unit = attached ?? unitBehindSpace(text, end);
  const shown = number + (attached ?? (unit === undefined ? '' : ` ${unit}`));
  return { kind: 'number', value, shown: shown.slice(0, SHOWN_CHARACTERS), ...named(unit) };
}

/** A word behind a space counts only when it is known as a unit: `3 of 10` and `97 ok` have none. */
function unitBehindSpace(text: string, at: number): string | undefined {
  if (text[at] !== ' ' && text[at] !== '\u00a0') return undefined;
  const word = matchAt(UNIT_WORD, text, at + 1);
  return word !== undefined && isUnit(word) ? word : undefined;
}

const named = (unit: string | undefined): { readonly unit?: string } =>
  unit === undefined ? {} : { unit: unitName(unit) };

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
