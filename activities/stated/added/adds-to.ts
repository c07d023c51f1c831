/**
 * Whether a text of tests only adds to the one that was accepted, whatever it adds. It decides nothing then:
 * the check has to pass with the accepted text in its place, and is tried by that. Pure.
 */
import { indentOf, linesOf } from '../text-lines.ts';
import { closesBrackets, keepsLines } from './kept-lines.ts';
import { withSingleImports } from './single-imports.ts';

/** Every accepted line is still there, or is a longer list: of imported names, or of rows on one line. */
export const addsTo = (was: string, is: string): boolean =>
  keepsLines(withSingleImports(linesOf(was)), withSingleImports(linesOf(is)), {
    isKept: (accepted, line) => accepted === line || isLongerList(accepted, line),
    mayStand: () => true,
  });

const TOKENS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[\w$]+|[^\s\w$]/g;

function isLongerList(was: string, is: string): boolean {
  if (is.length <= was.length || indentOf(was) !== indentOf(is)) return false;
  const [before, now]: readonly string[][] = [was.match(TOKENS) ?? [], is.match(TOKENS) ?? []];
  if (before === undefined || now === undefined) return false;
  const more = now.length - before.length;
  const differsAt = before.findIndex((token, at) => token !== now[at]);
  const last = differsAt < 0 ? before.length : differsAt;
  // Equal tokens at both ends of what was put in leave open where it begins.
  for (let at = last; at > 0; at -= 1) {
    if (before.slice(at).some((token, index) => token !== now[at + more + index])) return false;
    if (isPartOfList(now.slice(at, at + more))) return true;
  }
  return false;
}

const isPartOfList = (tokens: readonly string[]): boolean =>
  (tokens[0] === ',' || tokens.at(-1) === ',') &&
  closesBrackets(tokens.filter((token) => token.length === 1).join('')) &&
  !/\/[/*]|#/.test(tokens.filter((token) => token.length === 1).join(''));
