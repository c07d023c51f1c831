/** Literals within an argument of an assertion whose change makes its whole value another one. */
import { isGroup, isMark, isWord, type RustToken } from './lexer.ts';
import { isLiteral, isMinus } from './literals.ts';

export interface ExpectedLeaf {
  readonly token: RustToken;
  /** It is where the minus before it stands, if there is one. */
  readonly start: number;
  readonly isNegative: boolean;
}

const KEEPING_METHODS = ['to_string', 'to_owned', 'into', 'as_bytes', 'as_str', 'to_vec'];

/**
 * Looks into tuples, arrays, `vec![…]`, struct literals, variants and tuple structs; never into the arguments
 * of a function.
 */
export function expectedLeavesOf(tokens: readonly RustToken[]): ExpectedLeaf[] {
  return tokens.flatMap((token, index) => {
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    if (token.kind === 'group') return isTransparent(tokens, index) ? groupLeaves(token) : [];
    if (!isLiteral(token) || !endsValue(after, tokens[index + 2])) return [];
    const isNegative = isMinus(before) && token.kind === 'number';
    const first = isNegative ? tokens[index - 2] : before;
    if (!beginsValue(first)) return [];
    return [{ token, start: isNegative && before ? before.start : token.start, isNegative }];
  });
}

function groupLeaves(group: RustToken): ExpectedLeaf[] {
  // `[0; 3]`: the length is part of the type.
  const length = group.inner.findIndex((token) => isMark(token, ';'));
  return expectedLeavesOf(length < 0 ? group.inner : group.inner.slice(0, length));
}

const beginsValue = (token: RustToken | undefined): boolean =>
  token === undefined || isMark(token, ',', ':', '&', '*') || isMark(token, '=>');

const endsValue = (token: RustToken | undefined, next: RustToken | undefined): boolean =>
  token === undefined ||
  isMark(token, ',', ';') ||
  isWord(token, 'as') ||
  (isMark(token, '.') && isWord(next, ...KEEPING_METHODS));

function isTransparent(tokens: readonly RustToken[], index: number): boolean {
  const group = tokens[index];
  const before = tokens[index - 1];
  const isConstructor = before?.kind === 'word' && /^\p{Lu}/u.test(before.text);
  const isString =
    isWord(before, 'from') && isMark(tokens[index - 2], '::') && isWord(tokens[index - 3], 'String', 'Vec');
  // What follows may compute another value of it, or pick one element.
  const after = tokens[index + 1];
  if (
    !(
      after === undefined ||
      isMark(after, ',') ||
      (isMark(after, '.') && isWord(tokens[index + 2], ...KEEPING_METHODS))
    )
  )
    return false;
  if (isGroup(group, '{')) return isConstructor;
  if (isGroup(group, '['))
    return beginsValue(before) || (isMark(before, '!') && isWord(tokens[index - 2], 'vec'));
  return beginsValue(before) || isConstructor || isString;
}
