/** Programs of JavaScript and TypeScript written differently with the same meaning. Pure. */
import type { Node } from '@babel/types';
import type { Edit } from '../../drawing/expectation.ts';
import { parseTest, rangeOf, walk } from '../../javascript/syntax.ts';
import { computed, type EqualWriting, insertAt } from './equal-writing.ts';

/** What a number may stand in as an expression, and nothing reads it as it is written. */
const AROUND = new Set([
  'ArrayExpression',
  'AssignmentExpression',
  'BinaryExpression',
  'CallExpression',
  'ConditionalExpression',
  'NewExpression',
  'ReturnStatement',
  'VariableDeclarator',
]);

/** `undefined` where it cannot be read. */
export function equalJavascript(
  path: string,
  text: string,
  { random, hasSums }: EqualWriting,
): string | undefined {
  const edits: Edit[] = [];
  let body: readonly Node[] = [];
  try {
    walk(parseTest(path, text), (node, around) => {
      if (node.type === 'Program') body = node.body;
      const isValue = node.type === 'NumericLiteral' && AROUND.has(around.at(-1)?.type ?? '');
      if (!hasSums || !isValue || !/^[1-9]\d{0,5}$/.test(String(node.extra?.raw))) return;
      edits.push({ ...rangeOf(node), text: computed(node.value, random) });
    });
  } catch {
    return undefined;
  }
  const at = rangeOf(random.pick(body) ?? ({ type: 'EmptyStatement', start: 0, end: 0 } as Node)).start;
  const [remark, name, value] = [random.letters(9), random.letters(9), random.integer(1, 999)];
  // A statement of its own keeps apart what the lines around it would be read as together.
  const made = `\n// ${remark}\n;const ${name} = ${value};\n`;
  return insertAt(text, [...edits, ...(body.length === 0 ? [] : [{ start: at, end: at, text: made }])]);
}
