/**
 * Every JSON object and array in a text: on one line or several, in the middle of other text. Found are the
 * outermost ones, and those inside of another that may have been printed by themselves. Pure.
 */
import { type JsonScan, type JsonSpan, MAX_DEPTH, scanJson } from './json-scan.ts';

export interface Container extends JsonSpan {
  /** It lies inside of another one, and may have been printed by itself. */
  readonly isInner: boolean;
}

/** A text that has to be looked at more often than this has been made for it. */
const MAX_PASSES = 16;
const BASE_CHARACTERS = 100_000;

/**
 * They stand in the order of their beginnings; `undefined` when the text takes too much work. A scan that
 * fails tells of all brackets that it took for such: their containers are complete, or fail where it failed.
 * Only brackets inside of its strings are tried anew.
 */
export function jsonContainers(text: string): Container[] | undefined {
  const found = new Map<number, Container>();
  /** Brackets that need no scan of their own → where to go on. */
  const known = new Map<number, number>();
  let charactersLeft = BASE_CHARACTERS + MAX_PASSES * text.length;
  for (let at = bracketFrom(text, 0); at >= 0; ) {
    const end = known.get(at);
    if (end !== undefined) {
      at = bracketFrom(text, end);
      continue;
    }
    const scan = scanJson(text, at);
    const until = scan.ok ? scan.end : scan.failedAt;
    charactersLeft -= until - at + 1;
    if (charactersLeft < 0 || (!scan.ok && scan.open.length === MAX_DEPTH)) return undefined;
    for (const span of outermost(scan, at)) {
      found.set(span.start, { ...span, isInner: false });
      known.set(span.start, span.end);
    }
    for (const span of scan.standing)
      if (!found.has(span.start)) found.set(span.start, { ...span, isInner: true });
    if (!scan.ok) for (const start of scan.open) known.set(start, start + 1);
    at = bracketFrom(text, scan.ok ? scan.end : at + 1);
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

const outermost = (scan: JsonScan, start: number): readonly JsonSpan[] =>
  scan.ok ? [{ start, end: scan.end }] : scan.whole;

const BRACKET = /[[{]/g;

function bracketFrom(text: string, at: number): number {
  BRACKET.lastIndex = at;
  return BRACKET.exec(text)?.index ?? -1;
}
