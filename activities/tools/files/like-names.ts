/** Names that are the same in another Unicode form: `é` is one letter, or `e` and an accent. Pure. */

/** The paths that lead to a path, itself among them, the longest first: those that can have another form. */
export function formedPrefixes(path: string): string[] {
  const names = path.split('/');
  return names
    .map((_, index) => names.slice(0, names.length - index).join('/'))
    .filter((prefix) => !isPlain(prefix));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant
const isPlain = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/** A shell's pattern that matches every form of a path, and more. */
export const patternOf = (path: string): string =>
  path.normalize('NFD').replace(/[^\w./ -]+|\w(?=\p{M})/gu, '*');

export type LikeName =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly path: string }
  | { readonly kind: 'several'; readonly count: number };

/** Which of the names that are there is the wanted one in another form. */
export function likeName(wanted: string, there: readonly string[]): LikeName {
  const form = wanted.normalize('NFC');
  const like = there.filter((path) => path.normalize('NFC') === form);
  const [only] = like;
  if (only === undefined) return { kind: 'none' };
  return like.length === 1 ? { kind: 'one', path: only } : { kind: 'several', count: like.length };
}

/** The name in plain ASCII, so that its form can be seen: `"cafe\u0301.txt"`. */
export const spelledOut = (path: string): string =>
  JSON.stringify(path.replace(/^\.\//, '')).replace(/[^ -~]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
      .join(''),
  );
