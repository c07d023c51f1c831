/**
 * Parts of a program's text by indentation: a head, what is deeper than it, and what closes it. Pure.
 */
import { indentOf } from './text-lines.ts';

export interface TextBlock {
  /** The line that names it, trimmed; marks above it are part of the text alone. */
  readonly head: string;
  readonly text: string;
  readonly firstLine: number;
}

const MARK = /^\s*(?:@|#\[)/;
const CLOSER = /^\s*(?:[)\]}]|end\b)/;

/** The outermost ones whose head is wanted; marks such as decorators belong to what stands below them. */
export function blocksOf(
  text: string,
  isWanted: (head: string, body: readonly string[]) => boolean,
): TextBlock[] {
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  const blocks: TextBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = endOf(lines, at);
    const own = lines.slice(at, end);
    const named = own.findIndex((line) => !MARK.test(line));
    const isBlank = (lines[at] ?? '') === '';
    if (!isBlank && own.some((_, index) => index <= Math.max(named, 0) && isWanted(own[index] ?? '', own))) {
      blocks.push({ head: (own[named] ?? own[0] ?? '').trim(), text: own.join('\n'), firstLine: at });
      at = end;
    } else at += 1;
  }
  return blocks;
}

/** The line behind the block that begins here. */
function endOf(lines: readonly string[], start: number): number {
  let at = start;
  while (at < lines.length - 1 && MARK.test(lines[at] ?? '')) at += 1;
  const indent = indentOf(lines[at] ?? '');
  let end = at + 1;
  for (let next = end; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (line === '') continue;
    const isInside = indentOf(line) > indent;
    const isCloser = indentOf(line) === indent && CLOSER.test(line);
    if (!isInside && !isCloser) break;
    end = next + 1;
    // `} else {` goes on.
    if (isCloser && !/[{(:[]$/.test(line)) break;
  }
  return end;
}
