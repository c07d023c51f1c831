/**
 * A text as lines, each with the ending that it has, so that what a patch does not name keeps its bytes.
 * Pure.
 */

export interface TextLine {
  readonly text: string;
  /** `''` for a last line that nothing ends. */
  readonly ending: '\n' | '\r\n' | '';
}

export interface SplitText {
  /** A byte order mark at the very start; it belongs to the file, not to its first line. */
  readonly mark: '' | '\uFEFF';
  readonly lines: readonly TextLine[];
}

export function splitText(content: string): SplitText {
  const mark = content.startsWith('\uFEFF') ? '\uFEFF' : '';
  const pieces = content.slice(mark.length).split('\n');
  const last = pieces.pop() ?? '';
  const lines: TextLine[] = pieces.map((piece) =>
    piece.endsWith('\r') ? { text: piece.slice(0, -1), ending: '\r\n' } : { text: piece, ending: '\n' },
  );
  return { mark, lines: last === '' ? lines : [...lines, { text: last, ending: '' }] };
}

/**
 * The text of changed lines. A line that has come to stand before others without an ending of its own gets
 * the one that most lines have, and so does the last one where it is to be ended.
 */
export function joinText(
  { mark, lines: before }: SplitText,
  after: readonly TextLine[],
  isEnded: boolean,
): string {
  const usual = usualEnding(before);
  const joined = after.map(({ text, ending }, index) => {
    const isLast = index === after.length - 1;
    return isLast && !isEnded ? text : text + (ending || usual);
  });
  return mark + joined.join('');
}

/** That of most lines; LF where there are none, or as many of each. */
export function usualEnding(lines: readonly TextLine[]): '\n' | '\r\n' {
  const carriageReturns = lines.filter(({ ending }) => ending === '\r\n').length;
  const lineFeeds = lines.filter(({ ending }) => ending === '\n').length;
  return carriageReturns > lineFeeds ? '\r\n' : '\n';
}
