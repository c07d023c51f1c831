/** Where a bracket of a program closes, as far as quotation marks and comments tell. Pure. */

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

/** `open`: the place of the bracket that opens; `undefined` where it stays open. */
export function closingAt(text: string, open: number, comment: '#' | '//'): number | undefined {
  const expected: string[] = [];
  let at = open;
  while (at < text.length) {
    const character = text.charAt(at);
    const closing = CLOSES[character];
    if (text.startsWith(comment, at)) at = endOf(text, '\n', at);
    else if (comment === '//' && text.startsWith('/*', at)) at = endOf(text, '*/', at) + 1;
    else if (/["'`]/.test(character)) at = quotationEnd(text, at);
    else if (closing !== undefined) expected.push(closing);
    else if (/[)}\]]/.test(character)) {
      if (expected.pop() !== character) return undefined;
      if (expected.length === 0) return at;
    }
    at += 1;
  }
  return undefined;
}

const endOf = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
};

function quotationEnd(text: string, start: number): number {
  const mark = text.charAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === mark) return at;
  }
  return text.length;
}

/** Every call of what the pattern names, `(` included, with other text in its place. */
export function withCalls(
  text: string,
  name: RegExp,
  comment: '#' | '//',
  written: (callee: string, args: string) => string,
): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(name)) {
    const open = match.index + match[0].length - 1;
    const close = match.index < from ? undefined : closingAt(text, open, comment);
    if (close === undefined) continue;
    result += text.slice(from, match.index);
    result += written(match[0].slice(0, -1).trim(), text.slice(open + 1, close).trim());
    from = close + 1;
  }
  return result + text.slice(from);
}
