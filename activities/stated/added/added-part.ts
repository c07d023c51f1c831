/**
 * What may be added to accepted tests without a question: imports, whole new cases, classes, functions and
 * constants under names of their own, rows of tables, and in a case assertions and what these need. Anything
 * else is a change. Pure.
 */

import { isTestHead } from '../case-heads.ts';
import { codeOf, indentOf, isImport } from '../text-lines.ts';
import { addedPlaceOf } from './added-place.ts';
import {
  assignedNames,
  definedName,
  importedNames,
  localNames,
  madeNames,
  receiverOf,
} from './bound-names.ts';
import type { AddedLines } from './kept-lines.ts';
import { type AcceptedNames, reachesOut } from './reaches-out.ts';

export interface AcceptedTests extends AcceptedNames {
  /** Words of the accepted text, those in quotes too. */
  readonly words: ReadonlySet<string>;
  /** Names that accepted functions declare for themselves, and no statement outside of them. */
  readonly inner: ReadonlySet<string>;
}

export function mayBeAdded({ before, lines, next }: AddedLines, accepted: AcceptedTests): boolean {
  return partsOf(lines).every(({ own, start }) => {
    const all = [...before, ...lines.slice(0, start)];
    const head = own.find((line) => !isMark(line)) ?? own[0] ?? '';
    const place = addedPlaceOf(all, head, accepted.isOffside);
    const isLast = next === undefined || indentOf(next) < indentOf(head);
    if (own.some((line) => reachesOut(line, accepted, ownNames(own, head)))) return false;
    if (place === 'outer') return isNewPart(own, head, accepted);
    if (place === 'body') return fitsCase(own, head, accepted, isLast);
    return place === 'rows' && isRow(own, head, accepted);
  });
}

const ownNames = (own: readonly string[], head: string) => ({
  made: madeNames(own),
  local: localNames(own),
  isClass: /^\s*class\b/.test(head),
});

const isMark = (line: string): boolean => /^\s*(?:@|#\[)/.test(line);
const CLOSER = /^\s*(?:[)\]}]|end\b|else\b|elif\b|except\b|finally\b|catch\b)/;

/** A statement with what is deeper than it, its marks above it, and what closes it. */
function partsOf(lines: readonly string[]): { readonly own: readonly string[]; readonly start: number }[] {
  const parts: { own: readonly string[]; start: number }[] = [];
  for (let start = 0; start < lines.length; ) {
    let end = start;
    while (end < lines.length - 1 && isMark(lines[end] ?? '')) end += 1;
    const indent = indentOf(lines[end] ?? '');
    end += 1;
    const goesOn = (): boolean => {
      const line = lines[end] ?? '';
      const isOpen = openAt(lines.slice(start, end)) > 0;
      return isOpen || indentOf(line) > indent || (indentOf(line) === indent && CLOSER.test(line));
    };
    while (end < lines.length && goesOn()) end += 1;
    parts.push({ own: lines.slice(start, end), start });
    start = end;
  }
  return parts;
}

const openAt = (lines: readonly string[]): number =>
  [...lines.map(codeOf).join('\n')].reduce(
    (open, character) => open + ('([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0),
    0,
  );

const CASE_CALL =
  /^\s*(?:await\s+)?(?:(?:Deno|QUnit|t|tap)\.)?(?:test|it|describe|suite|context|specify|bench)(?:\.(?:each|for|concurrent|sequential|describe|step|serial|parallel|it|test|suite|runIf))*\s*[(`]/;
const ASSERTS =
  /^\s*(?:await\s+)?(?:with\s+(?:self\.(?:assert|subTest)|pytest\.raises)|self\.(?:assert|fail)\w*|assert\w*!?|expect(?:\w*!?\s*\(|\.(?:soft|poll|assertions|hasAssertions)\b)|require\.[A-Z]\w*|debug_assert\w*|(?:t|tb)\.(?:Run|Error|Errorf|Fatal|Fatalf|Log|Logf|Helper|Parallel|test|equal|is|ok|deepEqual|same|assert)\b|fmt\.Print\w*|print\w*!?|console\.\w+)/;
/** What runners and languages call by its name. */
const CALLED_BY_NAME =
  /^(?:__\w+|init|TestMain|[sS]et_?[uU]p\w*|[tT]ear_?[dD]own\w*|async(?:SetUp|TearDown)|setup_\w+|teardown_\w+|pytest_\w*|pytestmark|collect_ignore\w*|load_tests|(?:Before|After)(?:Test|Suite|Each|All)\w*|(?:before|after)(?:Each|All)?|run|debug|defaultTestResult|countTestCases|failureException|skipTest|subTest|doCleanups|addCleanup|_(?:call|add|get|base|format|truncate|test|type|outcome|class|cleanups|subtest|diff)[A-Z_]?\w*[A-Z]\w*|_cleanups|_outcome|_subtest|_)$/;

/** It stands beside cases. */
function isNewPart(own: readonly string[], head: string, accepted: AcceptedTests): boolean {
  const code = codeOf(head);
  if (own.every((line) => /^\s*(?:""|;|pass|\.\.\.)*\s*$/.test(codeOf(line)) || isComment(line))) return true;
  if (
    own.some((line) => /\bautouse\b|\bBefore(?:Each|All)\b|\bAfter(?:Each|All)\b/.test(line) && isMark(line))
  )
    return false;
  const isFree = (name: string): boolean => !accepted.names.has(name) && !CALLED_BY_NAME.test(name);
  if (isImport(head))
    return importedNames(own.join('\n')).every((name) => name !== '*' && !accepted.names.has(name));
  const defined = definedName(code);
  const receiver = receiverOf(code);
  if (receiver !== undefined && !accepted.names.has(receiver)) return true;
  if (CASE_CALL.test(code)) return true;
  if (defined !== undefined) return isFree(defined);
  if (isTestHead(head) || own.some((line) => isMark(line) && isTestHead(line))) return true;
  const { names } = assignedNames(code);
  if (names.length > 0) return names.every(isFree);
  return /^\s*(?:impl|const|var|type)\b/.test(code) || ASSERTS.test(code);
}

/** It stands in the middle of an accepted case: it asserts more, by names of its own. */
function fitsCase(own: readonly string[], head: string, accepted: AcceptedTests, isLast: boolean): boolean {
  const isOuter = (line: string): boolean => indentOf(line) === indentOf(head);
  const isFree = (name: string): boolean =>
    !accepted.names.has(name) || (isLast && accepted.inner.has(name)) || localNames(own).has(name);
  return own.every((line) => {
    const code = codeOf(line);
    const { names, isDeclared } = assignedNames(code);
    const bound = [...importedNames(line), ...names];
    const isScoped = isDeclared && !isOuter(line);
    const hides = (name: string): boolean => isDeclared && isOuter(line) && accepted.names.has(name);
    if (!isScoped && !bound.every((name) => isFree(name) && !(hides(name) && !isLast))) return false;
    const [, called] = /^\s*(?:await\s+)?([A-Za-z_$][\w$]*)\s*(?:\.|\[|\()/.exec(code) ?? [];
    const isStatement = names.length === 0 && called !== undefined && !KEYWORDS.has(called);
    if (!isStatement || ASSERTS.test(code) || CASE_CALL.test(code)) return true;
    return !accepted.names.has(called) || (isLast && accepted.inner.has(called));
  });
}

const KEYWORDS = new Set('if for while switch match with elif else try except catch return not'.split(' '));

const isComment = (line: string): boolean => /^\s*(?:\/\/|#(?!\[)|--|\/?\*)/.test(line);

/** A further row says nothing anew of one that was there. */
function isRow(own: readonly string[], head: string, { words }: AcceptedTests): boolean {
  const [, key] = /^\s*["']?([\w$-]+)["']?\s*(?::|=>|=)(?![:=])/.exec(head) ?? [];
  if (isImport(head)) return true;
  return (key === undefined || !words.has(key)) && !own.some((line) => /;\s*$/.test(codeOf(line)));
}
