/**
 * Whether a text keeps all lines of another one, in their order, and what stands between them is whole and
 * leaves them alone. By lines, for any language. Pure.
 */
import { closesWhatItOpens, indentOf, withoutComment, withoutStrings } from '../text-lines.ts';

export interface AddedLines {
  /** All lines before them, added ones too. */
  readonly before: readonly string[];
  readonly lines: readonly string[];
  /** The accepted line behind them. */
  readonly next: string | undefined;
}

export interface KeepRules {
  /** Whether an accepted line counts as there in this one. */
  readonly isKept: (was: string, is: string) => boolean;
  readonly mayStand: (added: AddedLines) => boolean;
}

export function keepsLines(accepted: readonly string[], lines: readonly string[], rules: KeepRules): boolean {
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
          rules.mayStand({ before: lines.slice(0, start), lines: chunk, next }))
      );
    });
  // Equal lines (a bracket, a mark) may be found too early; from the end they are found late.
  return (
    isFine(placesOf(accepted, lines, rules.isKept)) || isFine(placesFromEnd(accepted, lines, rules.isKept))
  );
}

/** Where the accepted lines stand now, each as early as it can; `undefined` where one is missing. */
function placesOf(
  accepted: readonly string[],
  lines: readonly string[],
  isKept: KeepRules['isKept'],
): number[] | undefined {
  const places: number[] = [];
  lines.forEach((line, index) => {
    const wanted = accepted[places.length];
    if (wanted !== undefined && isKept(wanted, line)) places.push(index);
  });
  return places.length === accepted.length ? places : undefined;
}

function placesFromEnd(
  accepted: readonly string[],
  lines: readonly string[],
  isKept: KeepRules['isKept'],
): number[] | undefined {
  const found = placesOf([...accepted].reverse(), [...lines].reverse(), isKept);
  return found?.map((place) => lines.length - 1 - place).reverse();
}

/** So no bracket, comment or long string that it opens holds an accepted line. */
function isBalanced(chunk: readonly string[]): boolean {
  return closesWhatItOpens(chunk.join('\n')) && closesBrackets(chunk.map(withoutStrings).join('\n'));
}

export function closesBrackets(text: string): boolean {
  const open: string[] = [];
  for (const character of text) {
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

/** Ending by a code other than 0 fails, and so hides nothing; a code of three digits may be 256. */
const LEAVES = /\b(?:return|raise|throw|goto|yield|panic)\b|\bexit\b\s*(?:\(|0|\d{3}|$)/;
const SKIPS = /\b(?:break|continue)\b/;
const DEFINES =
  /\b(?:def|function|func|fn|lambda)\b|=>|\bvoid\s+\w+\s*\(|^\s*(?!(?:if|for|while|switch|catch|with)\b)(?:(?:async|static|get|set)\s+)*[#\w$]+\s*\([^()]*\)\s*\{$|\b__name__\s*==/;
const REPEATS = /^\s*(?:for|while|loop|do|switch)\b/;

/** It leaves something else than what the chunk itself defines: the accepted case that it stands in. */
const leaves = (chunk: readonly string[]): boolean =>
  chunk.some((line, index) => {
    const code = withoutStrings(line);
    const isBelow = (head: RegExp): boolean =>
      chunk.slice(0, index).some((each) => head.test(each) && indentOf(each) < indentOf(line));
    const isInOwn = isBelow(DEFINES) || DEFINES.test(line);
    return !isInOwn && (LEAVES.test(code) || (SKIPS.test(code) && !isBelow(REPEATS)));
  });
