/** Comparisons by order of a text of JavaScript, asked of a function, which hears of its loading. Pure. */
import type { Node } from '@babel/types';
import { isLoad, parsedTest, rangeOf, walk } from '../../javascript/syntax.ts';

const ORDERINGS = new Set(['<', '<=', '>', '>=']);

interface Edit {
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

/** The text as it is where it cannot be read; what tells that all is loaded stands at `start`, or later. */
export function withOrderings(text: string, path: string, name: string, start?: number): string {
  const edits: Edit[] = [];
  const insert = (at: number, end: number, added: string) => edits.push({ at, end, text: added });
  const program = parsedTest(path, text);
  if (program === undefined) return text;
  if (start !== undefined) {
    const at = lastLoad(program.program.body) ?? start;
    insert(at, at, `;globalThis.${name}.loaded();`);
  }
  walk(program, (node) => {
    if (node.type !== 'BinaryExpression' || !ORDERINGS.has(node.operator)) return;
    const { start: from, end } = rangeOf(node);
    const leftEnd = rangeOf(node.left).end;
    const rightStart = rangeOf(node.right).start;
    const operator = text.slice(leftEnd, rightStart).indexOf(node.operator) + leftEnd;
    insert(from, from, `globalThis.${name}('${node.operator}', `);
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

/** Where the last statement ends that loads something by a call. */
const lastLoad = (body: readonly Node[]): number | undefined =>
  body
    .filter((statement) => {
      let loads = false;
      walk(statement, (node, ancestors) => {
        loads ||= isLoad(node) && !ancestors.some(({ type }) => /Function|Method/.test(type));
      });
      return loads;
    })
    .map((statement) => rangeOf(statement).end)
    .at(-1);
