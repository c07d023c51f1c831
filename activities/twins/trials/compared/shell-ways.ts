/** Which way a script of a shell takes where a comparison holds, and whether all is well there. Pure. */

/** Nothing behind it is certain, unless it fails. */
export const LEAVES = /\b(?:exit|return)\b(?!\s+[1-9])|\b(?:break|continue)\b/;
/** What may decide by itself whether the script fails. */
const ASKS = /(?:^|[\s;(])(?:if|elif|while|until|for|case|test)\b|\[|&&|\|\|/;
/** All is over behind it, and not well; or a failure is kept. */
const FAILS = /\b(?:exit|return)\s+[1-9]|^\s*\w+=[^(]*$|^\s*\w+=\$\(\(.*\)\)\s*$|^\s*(?:\(\(|let\b)/;
const CLOSING = /^\s*(?:fi|done\b.*|esac|\}|;;)?\s*;*\s*$/;

/**
 * `[ … ] && continue` is left where it holds, `[ … ] || continue` where it does not, with something that
 * judges behind it.
 */
export function waysOut(lines: readonly string[], at: number, scope: readonly number[]): boolean[] {
  const line = lines[at] ?? '';
  const own = scope.filter((one) => one > at);
  const isIf = /^\s*if\b/.test(line);
  const brace = /\{\s*$/.test(line)
    ? lines.findIndex((one, index) => index > at && /^\s*\}/.test(one))
    : undefined;
  const end = isIf ? endOf(lines, at, own) : (brace ?? at);
  const text = [line, ...own.filter((one) => one <= end).map((one) => lines[one] ?? '')].join('\n');
  const rest = own.filter((one) => one > end).map((one) => lines[one] ?? '');
  const isTurned = /^\s*(?:if\s+)?!\s/.test(line);
  const [then = '', otherwise = ''] = isIf
    ? text.split(/^\s*else\b/m)
    : [/&&([^|]*)/.exec(text)?.[1], /\|\|([\s\S]*)/.exec(text)?.[1]];
  const isLeft = (way: string): boolean => LEAVES.test(way) && asks(OF_ROW.test(way) ? rowOf(rest) : rest);
  return [...(isLeft(then) ? [!isTurned] : []), ...(isLeft(otherwise) ? [isTurned] : [])];
}

const OF_ROW = /\b(?:break|continue)\b/;

/** What is left of a loop's body. */
function rowOf(rest: readonly string[]): readonly string[] {
  let depth = 0;
  const end = rest.findIndex((line) => {
    for (const word of line.split(/[\s;&|]+/))
      depth += /^(?:for|while|until|select)$/.test(word) ? 1 : word === 'done' ? -1 : 0;
    return depth < 0;
  });
  return end < 0 ? rest : rest.slice(0, end);
}

/** The line on which the `if` of this line ends. */
function endOf(lines: readonly string[], at: number, own: readonly number[]): number {
  let depth = 0;
  for (const index of [at, ...own])
    for (const word of (lines[index] ?? '').split(/[\s;&|]+/)) {
      if (word === 'if') depth += 1;
      if (word === 'fi') depth -= 1;
      if (word === 'fi' && depth === 0) return index;
    }
  return at;
}

/** Nothing else decides where nothing is asked any more and the last line fails. */
function asks(rest: readonly string[]): boolean {
  const own = rest.filter((line) => !CLOSING.test(line));
  return own.some((line) => ASKS.test(line)) || (own.length > 0 && !FAILS.test(own.at(-1) ?? ''));
}
