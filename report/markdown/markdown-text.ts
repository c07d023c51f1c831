/**
 * Text of a user or a model within Markdown: it shows as it was written, and can neither leave its place nor
 * become HTML, a link or an image. Pure.
 */
import { escapeMarkdown } from '../../workflows/text/escape-markdown.ts';
import { visibleText } from '../visible-text.ts';

/**
 * The text goes on one line, at any place of it: also what only means something at its start, or makes a link
 * by itself.
 */
export const plainText = (text: string): string =>
  escapeMarkdown(visibleText(text).trim())
    .replaceAll('$', '\\$')
    .replaceAll('@', '\\@')
    .replaceAll('://', '\\://')
    .replaceAll(/www\./gi, (www) => `${www.slice(0, -1)}\\.`)
    .replace(/^[-+=:^]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');

/** A code span; its fence is longer than any run of backticks within. */
export function codeSpan(text: string): string {
  const line = visibleText(text).replaceAll(/\s+/g, ' ').trim();
  // A pipe would end a table's cell, in code as well, and an escaped one shows its backslash outside of a
  // table.
  if (line === '' || line.includes('|')) return plainText(line);
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A block of lines as they are. */
export function codeBlock(text: string): string[] {
  const lines = visibleText(text).split('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}text`, ...lines, fence];
}

/** A quotation, line by line. */
export const quotation = (text: string): string[] =>
  visibleText(text)
    .split('\n')
    .map((line) => (line.trim() === '' ? '>' : `> ${plainText(line)}  `));

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
