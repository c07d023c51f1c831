/**
 * Whether the tests that stand inside of a program's own file are still there as they were accepted: the
 * program around them is the work, they are not. By lines, for any language. Pure.
 */

import { onlyAdds } from './added/only-adds.ts';
import { isTestHead, takesMore } from './case-heads.ts';
import { blocksOf, type TextBlock } from './text-blocks.ts';
import { closesWhatItOpens } from './text-lines.ts';

/** Whether any case of a test stands in it. */
export const hasCases = (text: string): boolean => text.split('\n').some(isTestHead);

/** Calls that run the tests of the file that they stand in. */
const RUNS_ITSELF = /\b(?:unittest\.main|doctest\.testmod|doctest\.testfile|pytest\.main)\b/;

/**
 * `runsExamples`: the check runs the examples of comments and docstrings as tests. `isCollected`: a runner
 * looks for cases in this file, so that what is named like one is one.
 */
export function keepsCases(was: string, is: string, runsExamples: boolean, isCollected = true): boolean {
  const isCase = (head: string, body: readonly string[]): boolean =>
    isTestHead(head) && (isCollected || /^\s*@/.test(body[0] ?? '') || !takesMore(head));
  const runs = was.split('\n').filter((line) => RUNS_ITSELF.test(line));
  const isDocTested = runsExamples || runs.some((line) => line.includes('doctest'));
  return (
    keepsBlocks(was, is, isCase) &&
    containsAll(trimmed(is.split('\n')), trimmed(runs)) &&
    (!isDocTested || containsAll(examplesIn(is), examplesIn(was)))
  );
}

/** Each of these is there as often as it was, only added to, and outside of any comment. */
export function keepsBlocks(
  was: string,
  is: string,
  isWanted: (head: string, body: readonly string[]) => boolean,
): boolean {
  const accepted = blocksOf(was, isWanted);
  if (accepted.length === 0) return true;
  const heads = new Set(accepted.map(({ head }) => head));
  const now = blocksOf(is, (line) => heads.has(line.trim()));
  const lines = is.split(/\r?\n/);
  const isOutside = ({ firstLine }: TextBlock): boolean =>
    closesWhatItOpens(lines.slice(0, firstLine).join('\n'));
  return [...heads].every((head) => {
    const before = accepted.filter((block) => block.head === head);
    const after = now.filter((block) => block.head === head);
    return (
      after.length === before.length &&
      before.every((block, index) => {
        const other = after[index];
        return other !== undefined && isOutside(other) && onlyAdds(block.text, other.text);
      })
    );
  });
}

const trimmed = (lines: readonly string[]): string[] => lines.map((line) => line.trim());

/** They stand in the one at least as often as in the other. */
function containsAll(all: readonly string[], wanted: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const each of all) left.set(each, (left.get(each) ?? 0) + 1);
  return wanted.every((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count > 0;
  });
}

const PROMPT = /^(?:(?:\/\/[/!]|--|#|\*)\s*)?(?:>>>|iex(?:\(\d+\))?>)\s/;

/** Prompts with what they are said to print, and the assertions in comments of Rust's. */
function examplesIn(text: string): string[] {
  const found: string[] = [];
  let example: string[] | undefined;
  const end = (): void => {
    if (example !== undefined) found.push(example.join('\n'));
    example = undefined;
  };
  for (const line of trimmed(text.split(/\r?\n/))) {
    const isPrompt = PROMPT.test(line);
    if (isPrompt || line === '' || /^(?:"""|''')/.test(line)) end();
    if (isPrompt) example = [line];
    else example?.push(line);
    if (/^\/\/[/!]\s.*\bassert\w*!/.test(line)) found.push(line);
  }
  end();
  return found;
}
