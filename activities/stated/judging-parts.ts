/**
 * Parts of a program that judge another one: a helper that compares and fails, or a rule that asks for what
 * calls with fixed values give. By lines, for any language. Pure.
 */
import { keepsBlocks } from './kept-cases.ts';
import { indentOf, withoutStrings } from './text-lines.ts';

/** They state what must hold. */
const STATES: readonly RegExp[] = [
  /\bAssertionError\b|\bexpect\s*\(|^\s*assert\s.*(?:[=!]=|\bin\b|\bis\b)/,
  /\bassert(?:_?[Ee]q\w*|_?[Nn]e|\.?[A-Za-z]*(?:[Ee]qual|[Ii]s|[Mm]atch)\w*)!?\s*\(|\bassert!?\s*\(.*[=!]=/,
  /\b(?:t|tb|b)\.(?:Error|Fatal|Fail)\w*\(/,
  // The result of a call with fixed values is compared with a fixed one.
  /\w\((?:\s*(?:-?\d[\w.]*|"[^"]*"|'[^']*')\s*,?)+\)\s*[!=]==?\s*(?:-?\d|["'[{(]|True|False|true|false)/,
];
const COMPARES = /\b[A-Za-z_]\w*\s+(?:[!=]==?|is not)\s+[A-Za-z_]\w*\s*(?:$|[):{;&|])/;
const FAILS = /\b(?:raise|throw|exit|Exit|exitCode|fail\w*|panic!?|abort)\b/;

/** Whether one of the lines states something, or compares and fails. */
export const isJudging = (lines: readonly string[]): boolean =>
  lines.some(
    (line, at) =>
      STATES.some((pattern) => pattern.test(line)) ||
      (COMPARES.test(line) && lines.slice(at, at + 3).some((each) => FAILS.test(each))),
  );

/** Whether the outermost parts that judge are as they were, and none of their names has another meaning. */
export function keepsJudgingParts(was: string, is: string): boolean {
  const isPart = (head: string, body: readonly string[]): boolean =>
    head === body[0] && indentOf(head) === 0 && isJudging(body);
  return keepsBlocks(was, is, isPart) && namesOf(was).every((name) => !isDefinedMoreOften(name, was, is));
}

const DEFINES =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:def|function|class|const|let|var|func|fn)?\s*([A-Za-z_$][\w$]*)\s*(?:\(|=(?!=)|:)/;

const namesOf = (text: string): string[] => [
  ...new Set(text.split('\n').flatMap((line) => DEFINES.exec(line)?.[1] ?? [])),
];

const isDefinedMoreOften = (name: string, was: string, is: string): boolean =>
  timesDefined(name, is) > timesDefined(name, was);

const timesDefined = (name: string, text: string): number =>
  text.split('\n').filter((line) => DEFINES.exec(line)?.[1] === name).length;

const EQUALS = /[=!]==?|\b\w*(?:[Ee]qual\w*|toBe|toStrictEqual|toMatch\w*|assert_eq|is_deeply)\b/;
const IS_TRUTH = /\b(?:True|False|true|false|None|nil|null|undefined)\s*\)*\s*[,;)]*\s*$/;
const EXPECTS_FAILURE = /[Rr]aises|\bthrows\b|\brejects\b|toThrow|should_panic/;

/**
 * Whether tests compare what a program gives, and call none of it as a helper: one with two values whose
 * result nobody uses. Then it is what is tested, whatever it asserts itself.
 */
export function isTestedItself(path: string, was: string, tests: readonly string[]): boolean {
  const stem = /([^/]+?)(?:\/(?:__init__|index|mod))?\.\w+$/.exec(path)?.[1] ?? path;
  const texts = tests.filter((text) => new RegExp(`\\b${literal(stem)}\\b`).test(text));
  const names = namesOf(was).map(literal);
  if (names.length === 0) return false;
  const call = new RegExp(`(?<![\\w$])(?:${names.join('|')})\\s*\\(`);
  const helper = new RegExp(`^\\s*(?:await\\s+)?(?:\\w+\\.)*(?:${names.join('|')})\\s*\\((.*)\\)\\s*;?\\s*$`);
  const lines = texts.flatMap((text) => text.split('\n'));
  const isHelper = lines.some((line, at) => {
    const [, given] = helper.exec(line) ?? [];
    return given !== undefined && hasTwoValues(given) && !EXPECTS_FAILURE.test(lines[at - 1] ?? '');
  });
  return !isHelper && lines.some((line) => call.test(line) && EQUALS.test(line) && !IS_TRUTH.test(line));
}

const literal = (name: string): string => name.replace(/[^\w]/g, '\\$&');

/** A comma stands outside of all brackets. */
function hasTwoValues(given: string): boolean {
  let open = 0;
  for (const character of withoutStrings(given)) {
    if ('([{'.includes(character)) open += 1;
    if (')]}'.includes(character)) open -= 1;
    if (character === ',' && open === 0) return true;
  }
  return false;
}
