/** Lines of a script of a shell that it comes to for certain as long as what it starts answers. Pure. */

import { LEAVES, waysOut } from './shell-ways.ts';

const OPENS = /^(?:if|for|while|until|case|select)$/;
const CLOSES = /^(?:fi|done|esac)$/;
const FUNCTION = /^\s*(?:function\s+)?([\w-]+)\s*\(\)\s*\{/;
/** What rows are taken from depends on nothing that was started. */
const GIVEN_LOOP = /^\s*for\s+\w+\s+in\s+[^`$(]*$|^\s*while\b[^`(|]*\bread\b[^`(|]*$/;
const GIVEN_ROWS = /^\s*done\s*<\s*(?:"?\$\{?\w+\}?\/|"?\$\(dirname [^)]*\)\/)?[\w./-]+"?\s*$/;
/** Commands on several lines, texts that hold such, and what runs at another time. */
const UNREADABLE = /<<|^\s*(?:trap|eval)\b|\\$|^\s*\w+=\($|(?:^|\s)&\s*$/m;

export interface CertainLine {
  /** Lines of the same function, or of the script where it stands in none. */
  readonly scope: readonly number[];
  /** Where a comparison on it holds, or does not, the rest is left although it judges by itself. */
  readonly selects: readonly boolean[];
}

interface Part {
  readonly lines: number[];
  readonly certain: Set<number>;
  isLeft: boolean;
}

/** Their numbers count from 0; `undefined` where the script's structure cannot be read. */
export function certainLines(text: string): ReadonlyMap<number, CertainLine> | undefined {
  if (UNREADABLE.test(text)) return undefined;
  const lines = text.split('\n').map(withoutTexts);
  const functions = new Map<string, Part>();
  const main: Part = { lines: [], certain: new Set(), isLeft: false };
  const blocks: { readonly word: string; readonly isCertain: boolean; readonly start: number }[] = [];
  let part = main;
  for (const [index, line] of lines.entries()) {
    const own = FUNCTION.exec(line)?.[1];
    if (own !== undefined) {
      if (part !== main || blocks.length > 0) return undefined;
      const made: Part = { lines: [], certain: new Set(), isLeft: false };
      functions.set(own, made);
      if (!/\}\s*$/.test(line)) part = made;
      continue;
    }
    if (/^\}/.test(line)) {
      if (blocks.length > 0) return undefined;
      part = main;
      continue;
    }
    part.lines.push(index);
    if (
      !part.isLeft &&
      blocks.every(({ isCertain }) => isCertain) &&
      !/^\s*(?:elif|else|while|until)\b/.test(line)
    )
      part.certain.add(index);
    for (const word of line.split(/[\s;&|]+/)) {
      if (OPENS.test(word)) blocks.push({ word, isCertain: GIVEN_LOOP.test(line), start: index });
      const closed = CLOSES.test(word) ? blocks.pop() : undefined;
      if (closed?.word !== 'while' || GIVEN_ROWS.test(line)) continue;
      for (let at = closed.start; at <= index; at += 1) part.certain.delete(at);
    }
    if (LEAVES.test(line)) part.isLeft = true;
  }
  return blocks.length > 0 || part !== main ? undefined : calledLines(lines, main, functions);
}

/** Lines of functions that are called on such a line are such ones. */
function calledLines(
  lines: readonly string[],
  main: Part,
  functions: ReadonlyMap<string, Part>,
): ReadonlyMap<number, CertainLine> {
  const found = new Map<number, CertainLine>();
  const open = new Set([main]);
  for (const { lines: scope, certain } of open)
    for (const at of certain) {
      found.set(at, { scope, selects: waysOut(lines, at, scope) });
      const called = functions.get(/^\s*([\w-]+)/.exec(lines[at] ?? '')?.[1] ?? '');
      if (called !== undefined) open.add(called);
    }
  return found;
}

const withoutTexts = (line: string): string =>
  line
    .replaceAll(/'[^']*'/g, "''")
    .replaceAll(/"(?:\\.|[^"\\])*"/g, (quoted) => (/^"\$\(dirname /.test(quoted) ? quoted : '""'))
    .replaceAll(/(^|\s)#.*$/g, '$1');
