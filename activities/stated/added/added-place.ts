/**
 * Where in accepted tests an added line stands: by the brackets that are open before it, or by indentation
 * where the language has no others. Pure.
 */
import { codeOf, indentOf } from '../text-lines.ts';

/**
 * `outer`: beside cases, in a module, a class or a block of cases. `body`: in the middle of a case. `rows`:
 * in a table. `closed`: in an assertion, or whatever else means another thing with more in it.
 */
export type AddedPlace = 'outer' | 'body' | 'rows' | 'closed';

interface Opener {
  readonly bracket: string;
  /** The line up to it, as code; where it begins a line of its own, with the line before. */
  readonly head: string;
}

/** `isOffside`: the language goes by indentation. */
export function addedPlaceOf(before: readonly string[], line: string, isOffside: boolean): AddedPlace {
  const { openers, outermost } = readLines(before);
  if (openers.length > 0) return placeWithin(openers);
  const indent = indentOf(line);
  if (!isOffside || indent === 0) return 'outer';
  const head = outermost.findLast((each) => indentOf(each) < indent) ?? '';
  return HOLDS_CASES.test(head) ? 'outer' : 'body';
}

const HOLDS_CASES =
  /^\s*(?:(?:export|default|public|private|static|final|abstract|pub|inner)\s+)*(?:class|impl|mod|namespace|module|trait|extension|object)\b[^=]*$|\b(?:describe|suite|context)(?:\.\w+)*\b|import\.meta\.vitest/;

function readLines(lines: readonly string[]): {
  readonly openers: readonly Opener[];
  /** Lines that begin inside of no bracket and of no long string. */
  readonly outermost: readonly string[];
} {
  const openers: Opener[] = [];
  const outermost: string[] = [];
  let isInLong = false;
  let previous = '';
  for (const line of lines) {
    const wasInLong = isInLong;
    for (const mark of LONG) if ((line.split(mark).length - 1) % 2 === 1) isInLong = !isInLong;
    if (wasInLong) continue;
    const code = codeOf(line);
    if (openers.length === 0 && !/^\s*[)\]}]/.test(code)) outermost.push(line);
    [...code].forEach((character, at) => {
      if ('([{'.includes(character)) {
        const own = code.slice(0, at);
        openers.push({ bracket: character, head: own.trim() === '' ? previous : own });
      } else if (')]}'.includes(character)) openers.pop();
    });
    if (code.trim() !== '') previous = code;
  }
  return { openers, outermost };
}

const LONG = ['"""', "'''", '`'];

function placeWithin(openers: readonly Opener[]): AddedPlace {
  const top = openers.at(-1);
  if (top?.bracket === '{' && HOLDS_CASES.test(top.head)) return 'outer';
  if (top?.bracket === '{' && isBody(top.head)) return 'body';
  for (const { bracket, head } of [...openers].reverse()) {
    if (bracket === '{' && (isBody(head) || HOLDS_CASES.test(head))) return 'rows';
    // More operands make another assertion; a table may stand in what goes through it.
    if (bracket === '(' && /[\w$!)\]]$/.test(head) && !TAKES_TABLE.test(head)) return 'closed';
    if (IS_EXPECTED.test(head)) return 'closed';
  }
  return 'rows';
}

const TAKES_TABLE = /(?:\beach|\bfor|\bparametrize|\bCases|\bValueSource|\bforEach|\bvalues|\brows?)$/i;
const IS_EXPECTED = /\b(?:want|wanted|expect|expected|golden)\s*(?::=|=|:)[^=]*$/i;

const isBody = (head: string): boolean =>
  !/(?:[=:(,[]|\}|\][\w.*]*)\s*$/.test(head) &&
  /(?:=>|\)|\b(?:else|try|do|finally|loop|unsafe|async))\s*$|\)\s*(?:throws\s[\w.,\s]+|const|noexcept|override)\s*$|^\s*\}?\s*(?:else\s+)?(?:if|for|while|switch|match|select)\b|\b(?:func|fn|function|fun)\b/.test(
    head,
  );
