/** A byte order mark that a patch writes in front of a file's first line. Pure. */
import type { Hunk, HunkLine } from './file-change.ts';

export const MARK = '\uFEFF';

/** What a hunk says of the mark: whether it sees one, and whether it leaves one. */
export interface SaidOfMark {
  readonly isSeen: boolean;
  readonly isLeft: boolean;
}

export const saidOfMark = ({ lines }: Hunk): SaidOfMark => ({
  isSeen: isMarked(lines.find(({ kind }) => kind !== 'add')),
  isLeft: isMarked(lines.find(({ kind }) => kind !== 'remove')),
});

const isMarked = (line: HunkLine | undefined): boolean => line?.text.startsWith(MARK) === true;

/**
 * The mark of a file whose first lines are those of the hunk. What is seen and left, or neither, stays as it
 * is: a patch that writes a mark which the file has not is mistaken, and adds none.
 */
export function markAfter(before: '' | typeof MARK, { isSeen, isLeft }: SaidOfMark): '' | typeof MARK {
  if (isSeen === isLeft) return before;
  return isLeft ? MARK : '';
}
