/**
 * Whether a text of tests only adds to the one that was accepted: every line of that is still there, in its
 * order and at its indentation, and what stands between them is whole and may be added. It goes by lines, for
 * any language; what it cannot tell counts as a change. Pure.
 */
import { type AcceptedTests, mayBeAdded } from './added-part.ts';
import { assignedNames } from './bound-names.ts';
import { endsProcess } from './reaches-out.ts';
import {
  closesWhatItOpens,
  codeOf,
  identifiersIn,
  indentOf,
  isImport,
  linesOf,
  withoutComment,
  withoutStrings,
} from './text-lines.ts';

/** Imports may name more than they did: `import { area, volume } from …`. */
export function onlyAdds(was: string, is: string): boolean {
  const accepted = withSingleImports(linesOf(was));
  const lines = withSingleImports(linesOf(is));
  const tests = testsOf(was, accepted);
  const isFine = (places: readonly number[] | undefined): boolean =>
    places !== undefined &&
    [...places, lines.length].every((place, at) => {
      const start = (places[at - 1] ?? -1) + 1;
      const chunk = lines.slice(start, place);
      const next = lines[place];
      return (
        chunk.length === 0 ||
        (isBalanced(chunk) &&
          isWhole(chunk, next !== undefined) &&
          !leaves(chunk) &&
          mayBeAdded({ before: lines.slice(0, start), lines: chunk, next }, tests))
      );
    });
  // Equal lines (a bracket, a mark) may be found too early; from the end they are found late.
  return (
    isFine(placesOf(accepted, lines, tests.words)) || isFine(placesFromEnd(accepted, lines, tests.words))
  );
}

/** A group of Go's imports as so many lines: whoever imports a second package writes the first anew. */
function withSingleImports(lines: readonly string[]): string[] {
  let isInGroup = false;
  return lines.flatMap((line) => {
    if (line === 'import (') isInGroup = true;
    else if (isInGroup && line === ')') isInGroup = false;
    else return isInGroup ? [`import ${line.trim()}`] : [line];
    return [];
  });
}

function testsOf(was: string, lines: readonly string[]): AcceptedTests {
  const bound = (isInner: boolean): string[] =>
    lines
      .filter((line) => indentOf(line) > 0 === isInner)
      .flatMap((line) => {
        const code = codeOf(line);
        return [code, code.replace(/^\s*(?:if|for|switch)\s*\(?\s*/, '')].flatMap(
          (each) => assignedNames(each).names,
        );
      });
  const outer = new Set(bound(false));
  return {
    names: new Set(identifiersIn(lines.filter((line) => !isImport(line)).join('\n'))),
    words: new Set(was.match(/[A-Za-z_$][\w$]*/g)),
    inner: new Set(bound(true).filter((name) => !outer.has(name))),
    ends: endsProcess(was),
    isOffside: /^\s*(?:async\s+)?(?:def|class|describe|it|context|module)\b[^{]*$/m.test(was),
  };
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

/** Neither a sentence that goes on in the accepted line behind it, nor a mark upon that. */
function isWhole(chunk: readonly string[], isBeforeLine: boolean): boolean {
  if (!isBeforeLine) return true;
  const last = chunk.at(-1)?.trim() ?? '';
  const code = chunk.map((line) => withoutComment(withoutStrings(line)).trim()).filter((line) => line !== '');
  const isMark = /^(?:@|#\[|#if|#!\[|\/\/\s*(?:@|eslint|\+build)|\/\/go:)/.test(last);
  return !isMark && !/(?:&&|\|\||[\\?:=<>+*.-])$/.test(code.at(-1) ?? '');
}

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
