/** One line of a hunk, which both formats of patches write alike. */
import type { HunkLine } from './file-change.ts';
import { unexpected } from './patch-syntax-error.ts';

/**
 * `index`: of the line in the patch, 0-based. Throws `PatchSyntaxError`; `expected` says what may stand
 * there.
 */
export function readHunkLine(line: string, index: number, expected: string): HunkLine {
  if (line.startsWith('+')) return { kind: 'add', text: line.slice(1) };
  if (line.startsWith('-')) return { kind: 'remove', text: line.slice(1) };
  if (line.startsWith(' ')) return { kind: 'keep', text: line.slice(1) };
  // Models drop the space of an empty kept line.
  if (line === '') return { kind: 'keep', text: '' };
  throw unexpected(line, index, expected);
}
