/** Whether what a runner said names an expectation: by its case, or by its file and line. Pure. */

export interface NamedPlace {
  readonly path: string;
  readonly line: number;
  readonly testCase: string | null;
}

/**
 * Runners print the last part of a case's name, or all of it; traces end in `a.test.js:7:23`, or
 * `"test_a.py", line 7`.
 */
export function isNamedIn(said: string, { path, line, testCase }: NamedPlace): boolean {
  if (said === '') return false;
  const file = path.slice(path.lastIndexOf('/') + 1);
  const name = testCase?.split(/[.#$]|::/).at(-1) ?? '';
  return (
    hasWord(said, name) ||
    hasEnding(said, testCase ?? '') ||
    hasWord(said, `${file}:${line}`) ||
    hasWord(said, `${file}", line ${line}`)
  );
}

/**
 * Suites and case are joined by blanks, and the case alone may be what is printed: `✖ case`, `not ok 4 -
 * case`.
 */
function hasEnding(said: string, name: string): boolean {
  const words = name.split(' ');
  return words
    .slice(1)
    .map((_, index) => words.slice(index + 1).join(' '))
    .some((ending) =>
      said.split('\n').some((line) => {
        const at = line.indexOf(ending);
        return (
          at >= 0 &&
          /(?:^|[^\w\s])\s*$/.test(line.slice(0, at)) &&
          /^(?!\s*\w)/.test(line.slice(at + ending.length))
        );
      }),
    );
}

/** The word stands there by itself, not as a part of a longer one. */
export function hasWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/\w/.test(text[at + word.length] ?? '') && !/\w/.test(text[at - 1] ?? '')) return true;
  return false;
}
