/**
 * Whether a text of tests only adds to the one that was accepted: every line of that is still there, in its
 * order and at its indentation, and what stands between them can neither skip, leave, wrap nor redefine it.
 * It goes by lines, for any language; what it cannot tell counts as a change. Pure.
 */

/** Imports may name more than they did: `import { area, volume } from …`. */
export function onlyAdds(was: string, is: string): boolean {
  const accepted = linesOf(was);
  const lines = linesOf(is);
  const names = new Set(was.match(/[A-Za-z_$][\w$]*/g));
  const isFine = (places: readonly number[] | undefined): boolean =>
    places !== undefined &&
    chunksOf(lines, places).every((chunk, at) => isAdded(chunk, at < places.length, names));
  // Equal lines (a bracket, a mark) may be found too early; from the end they are found late.
  return isFine(placesOf(accepted, lines, names)) || isFine(placesFromEnd(accepted, lines, names));
}

/** Where the accepted lines stand now, each as early as it can; `undefined` where one is missing. */
function placesOf(
  accepted: readonly string[],
  lines: readonly string[],
  names: ReadonlySet<string>,
): number[] | undefined {
  const places: number[] = [];
  lines.forEach((line, index) => {
    const wanted = accepted[places.length];
    if (wanted !== undefined && isKept(wanted, line, names)) places.push(index);
  });
  return places.length === accepted.length ? places : undefined;
}

function placesFromEnd(
  accepted: readonly string[],
  lines: readonly string[],
  names: ReadonlySet<string>,
): number[] | undefined {
  const found = placesOf([...accepted].reverse(), [...lines].reverse(), names);
  return found?.map((place) => lines.length - 1 - place).reverse();
}

/** What stands before each of the places, and behind the last one. */
const chunksOf = (lines: readonly string[], places: readonly number[]): string[][] =>
  [...places, lines.length].map((place, at) => lines.slice((places[at - 1] ?? -1) + 1, place));

const isAdded = (chunk: readonly string[], isBeforeLine: boolean, names: ReadonlySet<string>): boolean =>
  isBalanced(chunk) &&
  isWhole(chunk, isBeforeLine) &&
  !leaves(chunk) &&
  chunk.every((line) => !interferes(line, names));

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

export const indentOf = (line: string): number => line.length - line.trimStart().length;

const isImport = (line: string): boolean => /^\s*(?:import|from|use|#include)\b/.test(line);

function isKept(was: string, is: string, names: ReadonlySet<string>): boolean {
  if (was === is) return true;
  return isImport(was) && isImport(is) && indentOf(was) === indentOf(is) && importsMore(was, is, names);
}

/** The words of the one stand among those of the other, and what came is a list of further names. */
function importsMore(was: string, is: string, names: ReadonlySet<string>): boolean {
  const wanted: readonly string[] = was.match(TOKENS) ?? [];
  let at = 0;
  for (const token of is.match(TOKENS) ?? []) {
    if (token === wanted[at]) at += 1;
    else if (!/^(?:[A-Za-z_]\w*|,)$/.test(token) || token === 'as' || names.has(token)) return false;
  }
  return at === wanted.length;
}

const TOKENS = /"[^"]*"|'[^']*'|[\w$]+|[^\s\w$]/g;

/** What stands in quotes on one line opens and closes nothing. */
const withoutStrings = (line: string): string =>
  line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');

/** So no bracket, comment or long string that it opens holds an accepted line. */
function isBalanced(chunk: readonly string[]): boolean {
  const whole = chunk.join('\n');
  if (!closesWhatItOpens(whole)) return false;
  const open: string[] = [];
  for (const character of chunk.map(withoutStrings).join('\n')) {
    const closer = CLOSERS[character];
    if (closer !== undefined) open.push(closer);
    else if (')]}'.includes(character) && open.pop() !== character) return false;
  }
  return open.length === 0;
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Whether no comment, long string or template is open at the end. */
export function closesWhatItOpens(text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1;
  return count('/*') === count('*/') && [`"""`, `'''`, '`'].every((mark) => count(mark) % 2 === 0);
}

/** Neither a sentence that goes on in the accepted line behind it, nor a mark upon that. */
function isWhole(chunk: readonly string[], isBeforeLine: boolean): boolean {
  if (!isBeforeLine) return true;
  const last = chunk.at(-1)?.trim() ?? '';
  const code = chunk.map((line) => withoutComment(withoutStrings(line)).trim()).filter((line) => line !== '');
  const isMark = /^(?:@|#\[|#if|#!\[|\/\/\s*(?:@|eslint|\+build)|\/\/go:)/.test(last);
  return !isMark && !/(?:&&|\|\||[\\?:=<>+*.-])$/.test(code.at(-1) ?? '');
}

const withoutComment = (line: string): string => line.replace(/(?:\/\/|#)\s.*$/, '');

/**
 * It ends or skips what stands around it, says how files are run, or gives a name of the accepted text
 * another meaning.
 */
function interferes(line: string, names: ReadonlySet<string>): boolean {
  const said = withoutComment(withoutStrings(line));
  if (
    /\b(?:skip\w*|Skip\w*|todo|only|xfail|expectedFailure|Disabled|pytestmark|collect_ignore|_?exit|Exit|abort|atexit|load_tests|__test__)\b/.test(
      said,
    )
  )
    return true;
  if (/#\[(?:ignore|cfg)|#if\b|#define\b|#undef\b|go:build|\+build|@vitest|@jest/.test(line)) return true;
  if (bound(said).some((name) => names.has(name))) return true;
  const [, defined] = /\b(?:def|function|class|func|fn|struct|macro_rules!)\s+([\w$]+)/.exec(said) ?? [];
  if (defined !== undefined && names.has(defined)) return true;
  const [, top] = /^(?:export\s+)?(?:const|let|var|static)?\s*([\w$]+)\s*(?::[^=]*)?=(?!=)/.exec(said) ?? [];
  if (top !== undefined && names.has(top)) return true;
  const [, member] = /[\w$\])]\s*\.\s*([\w$]+)\s*=(?![=>])/.exec(said) ?? [];
  const isPatch = member !== undefined && names.has(member);
  return isPatch || /\b(?:setattr|monkeypatch|defineProperty|mock\.patch|patch\.object)\b/.test(said);
}

/** Names that an import of Python's, or `as`, gives a meaning. */
const bound = (line: string): string[] => {
  if (!isImport(line)) return [];
  const [, listed = ''] = /\bfrom\s+[\w.]+\s+import\s+(.*)$/.exec(line) ?? [];
  const renamed = [...line.matchAll(/\bas\s+(\w+)/g)].map(([, name = '']) => name);
  return [...(listed.match(/\w+/g) ?? []), ...renamed];
};

const LEAVES = /\b(?:return|raise|throw|break|continue|goto|yield|panic)\b/;
const DEFINES = /\b(?:def|function|func|fn|lambda)\b|=>|\bvoid\s+\w+\s*\(/;

/** It leaves something else than what the chunk itself defines: the accepted case that it stands in. */
const leaves = (chunk: readonly string[]): boolean =>
  chunk.some((line, index) => {
    const isInOwn = chunk
      .slice(0, index)
      .some((each) => DEFINES.test(each) && indentOf(each) < indentOf(line));
    return LEAVES.test(withoutStrings(line)) && !isInOwn && !DEFINES.test(line);
  });
