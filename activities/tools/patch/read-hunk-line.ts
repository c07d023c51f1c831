/** One line of a hunk, which both formats of patches write alike. */
import type { HunkLine } from './file-change.ts';
import { unexpected } from './patch-syntax-error.ts';

/** What `diff` writes behind a last line that nothing ends, in whichever language. */
export const NOT_ENDED = /^\\ \S/;

/** Reads one more line of a hunk, or what a line says of the one before it. See `readHunkLine`. */
export function addHunkLine(body: HunkLine[], line: string, index: number, expected: string): void {
  const last = body.at(-1);
  if (last === undefined || !NOT_ENDED.test(line)) body.push(readHunkLine(line, index, expected));
  else body[body.length - 1] = { ...last, isUnended: true };
}

/**
 * `index`: of the line in the patch, 0-based. Throws `PatchSyntaxError`; `expected` says what may stand
 * there.
 */
function readHunkLine(line: string, index: number, expected: string): HunkLine {
  if (line.startsWith('+')) return { kind: 'add', text: line.slice(1) };
  if (line.startsWith('-')) return { kind: 'remove', text: line.slice(1) };
  if (line.startsWith(' ')) return { kind: 'keep', text: line.slice(1) };
  // Models drop the space of an empty kept line.
  if (line === '') return { kind: 'keep', text: '' };
  throw unexpected(line, index, expected);
}
