/**
 * Parts of a program that judge another one: a helper that compares and fails, or a rule that asks for what
 * calls with fixed values give. By lines, for any language. Pure.
 */
import { keepsBlocks } from './kept-cases.ts';
import { indentOf } from './text-lines.ts';

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

const isJudging = (lines: readonly string[]): boolean =>
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
