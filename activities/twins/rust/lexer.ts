/**
 * Rust as tokens, with brackets as trees. Rust ships no parser that a program can call; this is as much of it
 * as assertions need.
 */

type TokenKind = 'word' | 'lifetime' | 'number' | 'string' | 'character' | 'punctuation' | 'group';

export interface RustToken {
  readonly kind: TokenKind;
  /** The text is what stands in the file; a group has its opening bracket. */
  readonly text: string;
  /** UTF-16 offsets, end excluded; of a group with both brackets. */
  readonly start: number;
  readonly end: number;
  /** What stands between the brackets of a group. */
  readonly inner: readonly RustToken[];
}

const PATTERNS: readonly (readonly [TokenKind | 'blank', RegExp])[] = [
  ['blank', /\s+|\/\/[^\n]*/y],
  ['string', /(?:[bc]?r)(#*)"[\s\S]*?"\1/y],
  ['string', /[bc]?"(?:\\[\s\S]|[^"\\])*"/y],
  // A quote that closes after one character; else it begins a lifetime.
  ['character', /b?'(?:\\u\{[^}]*\}|\\x[0-9a-fA-F]{2}|\\[\s\S]|[^'\\\n\r\t])'/uy],
  ['lifetime', /'[\p{ID_Start}_][\p{ID_Continue}]*/uy],
  ['number', /0[xob][0-9a-fA-F_]+(?:[iu](?:8|16|32|64|128|size))?/y],
  // `1..2` and `1.max(2)` are integers with something behind them.
  [
    'number',
    /\d[\d_]*(?:\.(?![.\p{ID_Start}_])[\d_]*)?(?:[eE][+-]?[\d_]+)?(?:[iuf](?:8|16|32|64|128|size))?/uy,
  ],
  ['word', /(?:r#)?[\p{ID_Start}_][\p{ID_Continue}]*/uy],
  ['punctuation', /==|!=|&&|\|\||=>|->|::|\.\.=|\.\.\.|\.\.|<=|>=|[!-/:-@[-`{-~]/y],
];
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Throws where a bracket, a text or a comment does not end. */
export function lex(text: string): RustToken[] {
  const open: { token: RustToken; inner: RustToken[] }[] = [];
  const top: RustToken[] = [];
  for (let at = 0; at < text.length; ) {
    const comment = endOfBlockComment(text, at);
    if (comment !== at) {
      at = comment;
      continue;
    }
    const { kind, end } = nextToken(text, at);
    const token = { text: text.slice(at, end), start: at, end };
    at = end;
    if (kind === 'blank') continue;
    const current = open.at(-1)?.inner ?? top;
    if (kind === 'punctuation' && token.text in CLOSING) {
      const inner: RustToken[] = [];
      open.push({ token: { kind: 'group', ...token, inner }, inner });
    } else if (kind === 'punctuation' && Object.values(CLOSING).includes(token.text)) {
      const group = open.pop();
      if (group === undefined || CLOSING[group.token.text] !== token.text)
        throw new Error(`a bracket at offset ${token.start} closes none`);
      (open.at(-1)?.inner ?? top).push({ ...group.token, end: token.end });
    } else current.push({ kind, ...token, inner: [] });
  }
  if (open.length > 0) throw new Error(`the bracket at offset ${open.at(-1)?.token.start} is never closed`);
  return top;
}

function nextToken(text: string, at: number): { kind: TokenKind | 'blank'; end: number } {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return { kind, end: at + match[0].length };
  }
  throw new Error(`what stands at offset ${at} is no Rust`);
}

/** They nest. `at` itself where none begins there. */
function endOfBlockComment(text: string, at: number): number {
  if (!text.startsWith('/*', at)) return at;
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    if (text.startsWith('/*', index)) depth += 1;
    else if (text.startsWith('*/', index)) depth -= 1;
    else continue;
    index += 1;
    if (depth === 0) return index + 1;
  }
  throw new Error(`the comment at offset ${at} does not end`);
}

export const isWord = (token: RustToken | undefined, ...words: readonly string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text);

export const isMark = (token: RustToken | undefined, ...marks: readonly string[]): boolean =>
  token?.kind === 'punctuation' && marks.includes(token.text);

export const isGroup = (token: RustToken | undefined, bracket: string): boolean =>
  token?.kind === 'group' && token.text === bracket;

/** What stands between the commas of a list. */
export function separated(tokens: readonly RustToken[]): RustToken[][] {
  const parts: RustToken[][] = [[]];
  for (const token of tokens) {
    if (isMark(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}
