/** Lines of a program as rules by lines read them: without strings and comments, for any language. Pure. */

export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

export const indentOf = (line: string): number => line.length - line.trimStart().length;

export const isImport = (line: string): boolean => /^\s*(?:import|from|use|#include)\b/.test(line);

/** What stands in quotes on one line opens and closes nothing. */
export const withoutStrings = (line: string): string =>
  line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');

export const withoutComment = (line: string): string => line.replace(/(?:\/\/|#)\s.*$/, '');

const REGEX = /(?<=[(,=:[]\s*)\/(?:\\.|[^/\\\s])(?:\\.|[^/\\])*\//g;

/** What of a line is code. */
export const codeOf = (line: string): string =>
  withoutComment(withoutStrings(line)).replace(REGEX, '""').trimEnd();

/** Whether no comment, long string or template is open at the end. */
export function closesWhatItOpens(text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1;
  return count('/*') === count('*/') && [`"""`, `'''`, '`'].every((mark) => count(mark) % 2 === 0);
}

/** Names in code; what stands in quotes is none. */
export const identifiersIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => withoutComment(line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')))
    .flatMap((line) => line.match(/[A-Za-z_$][\w$]*/g) ?? []);
