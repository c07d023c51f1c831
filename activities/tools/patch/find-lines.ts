/** Where lines of a patch stand in a file: as they are written, or nearly so. Pure. */
import { defined } from '../../../objects/defined.ts';

/** How far a match is from the patch's own letters; the words are told to the model. */
interface Likeness {
  readonly of: (line: string) => string;
  /** Absent: letter by letter. */
  readonly differs?: string;
}

/** Codex folds these, and so do we: hyphens and dashes, quotes, and spaces that are no U+0020. */
const FOLDED: readonly (readonly [RegExp, string])[] = [
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/[\u2018\u2019\u201A\u201B]/g, "'"],
  [/[\u201C-\u201F]/g, '"'],
  [/[\u00A0\u2002-\u200A\u202F\u205F\u3000]/g, ' '],
];

const folded = (line: string): string =>
  FOLDED.reduce((text, [characters, plain]) => text.replaceAll(characters, plain), line.normalize('NFC'));

/** They go from strict to tolerant. White space within a line always counts: `a bc` is not `ab c`. */
const LIKENESSES: readonly Likeness[] = [
  { of: (line) => line },
  { of: (line) => trimEnd(line), differs: 'white space at the ends of lines' },
  { of: (line) => trim(line), differs: 'indentation' },
  { of: (line) => trim(folded(line)), differs: 'dashes, quotes, spaces or accents in another form' },
  { of: (line) => trim(folded(line.replace(/^\uFEFF/, ''))), differs: 'a byte order mark' },
];

/**
 * Takes off the white space that editors and models leave at the ends of lines; a byte order mark is none.
 */
const trimEnd = (line: string): string => line.replace(/[^\S\uFEFF]+$/, '');
const trim = (line: string): string => trimEnd(line).replace(/^[^\S\uFEFF]+/, '');

export interface Places {
  /** Where the wanted lines begin, from the top; 0-based. At least one. */
  readonly at: readonly number[];
  /** Says in which way they differ from what was wanted; absent: in none. */
  readonly differs?: string;
}

/** All places of the strictest likeness that has any, at `from` or below; `undefined`: there is none. */
export function findLines(
  lines: readonly string[],
  wanted: readonly string[],
  from: number,
): Places | undefined {
  for (const { of, differs } of LIKENESSES) {
    const likened = wanted.map(of);
    const at: number[] = [];
    for (let start = Math.max(0, from); start + wanted.length <= lines.length; start += 1) {
      if (likened.every((line, offset) => of(lines[start + offset] ?? '') === line)) at.push(start);
    }
    if (at.length > 0) return { at, ...defined({ differs }) };
  }
  return undefined;
}

/** Whether one line is like another in any of the ways that a match may be. */
export const isLike = (line: string, wanted: string): boolean => findLines([line], [wanted], 0) !== undefined;

const MAX_COMPARED_LINES = 5_000;
/** Less than this share of letter pairs in common is no likeness worth telling. */
const LEAST_SIMILARITY = 0.5;

/** The line that is most like the wanted one, 0-based; `undefined`: none is like it. */
export function nearestLine(lines: readonly string[], wanted: string): number | undefined {
  const pairs = pairsOf(wanted);
  let best: { readonly at: number; readonly similarity: number } | undefined;
  for (const [at, line] of lines.slice(0, MAX_COMPARED_LINES).entries()) {
    const similarity = similarityOf(pairs, pairsOf(line));
    if (similarity >= LEAST_SIMILARITY && similarity > (best?.similarity ?? 0)) best = { at, similarity };
  }
  return best?.at;
}

function pairsOf(line: string): Map<string, number> {
  const text = folded(trim(line)).toLowerCase().slice(0, 500);
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < text.length; index += 1) {
    const pair = text.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Sørensen and Dice: twice what both have, of what they have together. */
function similarityOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const total = [...one.values(), ...other.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  let common = 0;
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0);
  return (2 * common) / total;
}
