/** Every comparison by order of a text of JavaScript, asked of a function. Pure. */
import type { Node } from '@babel/types';
import { parseTest, rangeOf, walk } from '../../javascript/syntax.ts';

const ORDERINGS = new Set(['<', '<=', '>', '>=']);

interface Edit {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

/** The text as it is where it cannot be read, or compares nothing. */
export function withOrderings(text: string, path: string, name: string): string {
  const edits: Edit[] = [];
  const insert = (at: number, end: number, added: string) => edits.push({ at, end, text: added });
  const program = parsed(text, path);
  if (program === undefined) return text;
  walk(program, (node) => {
    if (node.type !== 'BinaryExpression' || !ORDERINGS.has(node.operator)) return;
    const { start, end } = rangeOf(node);
    const leftEnd = rangeOf(node.left).end;
    const rightStart = rangeOf(node.right).start;
    const operator = text.slice(leftEnd, rightStart).indexOf(node.operator) + leftEnd;
    insert(start, start, `globalThis.${name}('${node.operator}', `);
    insert(operator, operator + node.operator.length, ',');
    insert(end, end, ')');
  });
  return (
    edits
      .map((edit, index) => ({ ...edit, index }))
      // The last come first; of two at one place the inner one does.
      .sort(
        (one, other) =>
          other.at - one.at || (one.text === ')' ? one.index - other.index : other.index - one.index),
      )
      .reduce((rest, { at, end, text: added }) => `${rest.slice(0, at)}${added}${rest.slice(end)}`, text)
  );
}

function parsed(text: string, path: string): Node | undefined {
  try {
    return parseTest(path, text);
  } catch {
    return undefined;
  }
}
