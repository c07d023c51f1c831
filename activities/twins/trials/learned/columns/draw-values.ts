/** Values by lot in the tests' data. Pure but for the lot. */
import type { Random } from '../../../drawing/random.ts';
import type { TestFile } from '../../find-twins.ts';
import type { ColumnPlace } from './column-place.ts';

/** Data of the tests with values by lot in it, and these as they turn up again. */
export interface DrawnFiles {
  readonly changes: readonly TestFile[];
  readonly numbers: readonly number[];
  readonly words: readonly string[];
  /** Where each of them stands. */
  readonly places: ReadonlyMap<number | string, ColumnPlace>;
}

/** The same as in `drawn.py`. */
const WORD_LENGTH = 10;
const SMALLEST_DIGITS = 3;
const LARGEST_DIGITS = 5;
const MOST = 1_000_000;
const MOST_PLACES = 300;

/** Every place gets a value of its own. */
export function drawValues(
  files: readonly TestFile[],
  places: readonly ColumnPlace[],
  random: Random,
): DrawnFiles {
  const numbers: number[] = [];
  const words: string[] = [];
  const stand = new Map<number | string, ColumnPlace>();
  const number = (place: ColumnPlace, text: string): string => {
    const least = 10 ** random.integer(SMALLEST_DIGITS, LARGEST_DIGITS);
    const [digits = '', fraction] = text.split(/[.eE]/);
    const sum = BigInt(digits) + BigInt(random.integer(least, MOST));
    const found = fraction === undefined ? `${sum}` : `${sum}.${/^\d+/.exec(fraction)?.[0] ?? 0}`;
    numbers.push(Math.abs(Number(found)));
    stand.set(Math.abs(Number(found)), place);
    return found;
  };
  const word = (place: ColumnPlace, said: string): string => {
    const found = random.letters(WORD_LENGTH);
    words.push(found);
    stand.set(found, place);
    if (said === said.toUpperCase()) return found.toUpperCase();
    return said[0] === said[0]?.toUpperCase() ? `${found[0]?.toUpperCase()}${found.slice(1)}` : found;
  };
  const other = (place: ColumnPlace): string => {
    const { text, isQuoted } = place;
    if (!isQuoted) return number(place, text === 'true' ? '1' : text);
    // What a backslash begins is no word.
    const said = /(?<![\\A-Za-z])[A-Za-z]+/.exec(text);
    if (said !== null) return spliced(text, said.index, said[0].length, word(place, said[0]));
    const digits = /\d+(?:\.\d+)?/.exec(text);
    return digits === null ? text : spliced(text, digits.index, digits[0].length, number(place, digits[0]));
  };
  const some = random.shuffle([...places]).slice(0, MOST_PLACES);
  return { changes: changedAt(files, some, other), numbers, words, places: stand };
}

/** Half of the truths, and one at least, say the contrary. */
export function turnTruths(
  files: readonly TestFile[],
  places: readonly ColumnPlace[],
  random: Random,
): DrawnFiles {
  const some = random.shuffle([...places]).slice(0, Math.ceil(places.length / 2));
  const turned = ({ text }: ColumnPlace): string => CONTRARY[text] ?? text;
  return { changes: changedAt(files, some, turned), numbers: [], words: [], places: new Map() };
}

const CONTRARY: Readonly<Record<string, string>> = {
  ...{ true: 'false', True: 'False', TRUE: 'FALSE' },
  ...{ false: 'true', False: 'True', FALSE: 'TRUE' },
};

function changedAt(
  files: readonly TestFile[],
  places: readonly ColumnPlace[],
  other: (place: ColumnPlace) => string,
): TestFile[] {
  const changed = new Map<string, string>();
  for (const place of [...places].sort((one, another) => another.start - one.start)) {
    const text = changed.get(place.path) ?? files.find(({ path }) => path === place.path)?.text;
    if (text !== undefined)
      changed.set(place.path, spliced(text, place.start, place.end - place.start, other(place)));
  }
  return [...changed].map(([path, text]) => ({ path, text }));
}

const spliced = (text: string, at: number, length: number, put: string): string =>
  `${text.slice(0, at)}${put}${text.slice(at + length)}`;
