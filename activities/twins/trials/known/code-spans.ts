/** Which parts of a program are code, and which are comments and texts, as far as tokens tell. Pure. */

/** A piece of one line that is neither a comment nor inside of a text. */
export interface CodeSpan {
  readonly start: number;
  readonly end: number;
}

export interface CodeLine {
  /** Where the line begins. */
  readonly start: number;
  /** It begins outside of every text, comment and bracket, and the line before it ends where it seems to. */
  readonly isOutermost: boolean;
  readonly spans: readonly CodeSpan[];
}

const TOKENS = {
  '#': /"""[\s\S]*?(?<!\\)"""|'''[\s\S]*?(?<!\\)'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|#[^\n]*|[([{]|[)\]}]|\n/g,
  '//': /"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[([{]|[)\]}]|\n/g,
} as const;

/** `undefined` where a quotation mark stays open, so that nothing is sure. */
export function codeLines(text: string, comment: '#' | '//'): CodeLine[] | undefined {
  const lines: CodeLine[] = [];
  let [spans, lineStart, from, depth, isOutermost]: [CodeSpan[], number, number, number, boolean] = [
    [],
    0,
    0,
    0,
    true,
  ];
  const code = (end: number): void => {
    if (end > from) spans.push({ start: from, end });
  };
  for (const match of text.matchAll(TOKENS[comment])) {
    const [token] = match;
    const end = match.index + token.length;
    if (token === '\n') {
      code(match.index);
      lines.push({ start: lineStart, isOutermost, spans });
      [spans, lineStart, from] = [[], end, end];
      isOutermost = depth === 0 && text.charAt(match.index - 1) !== '\\';
    } else if (/^[([{]$/.test(token)) depth += 1;
    else if (/^[)\]}]$/.test(token)) depth -= 1;
    else {
      code(match.index);
      from = end;
    }
  }
  code(text.length);
  lines.push({ start: lineStart, isOutermost, spans });
  const isOpen = lines.some((line) =>
    line.spans.some(({ start, end }) => /["']/.test(text.slice(start, end))),
  );
  return isOpen || depth !== 0 ? undefined : lines;
}
