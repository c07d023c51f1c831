/** Names that somebody may have meant who wrote another one. Pure. */

const MAX_CANDIDATES = 4;

/**
 * The nearest first: other case or Unicode form, singular or plural, without or with an ending, a slip of the
 * finger.
 */
export function nearNames(wanted: string, names: readonly string[]): string[] {
  const distances = names
    .filter((name) => name !== wanted)
    .map((name) => ({ name, distance: distanceOf(wanted, name) }))
    .filter(({ distance }) => distance < FAR);
  return distances
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MAX_CANDIDATES)
    .map(({ name }) => name);
}

/**
 * What looks alike: case, composed and decomposed letters, blanks, brackets and characters without width make
 * no difference.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\p{Cf}\s[\](){}!]+/gu, '');

const FAR = Number.POSITIVE_INFINITY;

function distanceOf(wanted: string, name: string): number {
  const a = folded(wanted);
  const b = folded(name);
  if (a === b) return 0;
  if (singular(a) === singular(b)) return 1;
  if (isSameStem(a, b)) return 2;
  // One letter more matters in short names: one other letter is another word.
  const most = Math.min(a.length, b.length) < 3 ? 0 : a.length < 7 ? 1 : 2;
  const edits = editsBetween(a, b, most);
  return edits > most ? FAR : 2 + edits;
}

const singular = (name: string): string => (name.length > 3 ? name.replace(/e?s$/, '') : name);

/** `run` and `run.js`, `run.js` and `run.mjs`. */
function isSameStem(a: string, b: string): boolean {
  const [first, second] = [stem(a), stem(b)];
  return first === second && first.length >= 2;
}

const stem = (name: string): string => name.replace(/(?!^)\.[a-z]\w{0,3}$/, '');

/**
 * Letters added, left out, replaced or swapped with their neighbour; more than `most` is only said to be
 * more.
 */
function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        at(row, j - 1) + (isSame ? 0 : 1),
        at(row, j) + 1,
        at(next, j - 1) + 1,
        isSwapped ? at(before, j - 2) + 1 : FAR,
      );
    }
    [before, row] = [row, next];
  }
  return at(row, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? FAR;
