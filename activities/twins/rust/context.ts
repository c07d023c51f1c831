/** What stands before a block: the item that it belongs to, its attributes, its conditions. */
import { isGroup, isMark, isWord, type RustToken } from './lexer.ts';

export interface Attribute {
  readonly group: RustToken;
  /** `#[cfg(test)]` → `cfg`, `test`. */
  readonly words: readonly string[];
}

/** Tokens of the item or statement that the block at `index` ends, in order. */
function headOf(tokens: readonly RustToken[], index: number): readonly RustToken[] {
  const start = tokens.findLastIndex(
    (token, at) => at < index && (isMark(token, ';') || (isGroup(token, '{') && at < index)),
  );
  return tokens.slice(start + 1, index);
}

/** The name behind `fn` or `mod` in the head of a block. */
export function nameBefore(
  tokens: readonly RustToken[],
  index: number,
  keyword: 'fn' | 'mod',
): string | undefined {
  const head = headOf(tokens, index);
  const at = head.findIndex((token) => isWord(token, keyword));
  const name = head[at + 1];
  return at < 0 || name?.kind !== 'word' ? undefined : name.text;
}

export function attributesBefore(tokens: readonly RustToken[], index: number): Attribute[] {
  const head = headOf(tokens, index);
  return head.flatMap((token, at) =>
    isGroup(token, '[') && isMark(head[at - 1], '#') ? [{ group: token, words: wordsOf(token) }] : [],
  );
}

const wordsOf = (group: RustToken): string[] =>
  group.inner.flatMap((token) =>
    token.kind === 'group' ? wordsOf(token) : token.kind === 'word' ? [token.text] : [],
  );

/** Whether a run may pass the block by. `else` stands behind a block of its own. */
export const conditionsBefore = (tokens: readonly RustToken[], index: number): boolean =>
  headOf(tokens, index).some((token) => isWord(token, 'if', 'else', 'match', 'while') || isMark(token, '=>'));
