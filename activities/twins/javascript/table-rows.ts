/** Tables that tests loop over: each row that says what is expected is an expectation of its own. */
import type { Expression, File, Node } from '@babel/types';
import { hasLiteral } from './expected-value.ts';
import { type Ancestors, bare, propertyName, walk } from './syntax.ts';

/** Callees that compare a whole value; others may be content with a part of it. */
const COMPARING = new Set(
  'equal strictEqual deepEqual deepStrictEqual is same toBe toEqual toStrictEqual eql eq'.split(' '),
);
const LOOPS = new Set(['forEach', 'map', 'each', 'for']);

/** Pattern that a row is bound to, the table, and where the row's names are used. */
interface Loop {
  readonly pattern: Node;
  readonly table: Node;
  readonly body: Node;
}

/**
 * Values of rows that this call compares with what the work gave. None where a value, or the whole table, is
 * used for anything else: changed, it might change what the work is given as well.
 */
export function rowValues(file: File, call: Node, ancestors: Ancestors): Expression[] {
  if (call.type !== 'CallExpression' || !COMPARING.has(nameOf(call.callee)) || isNegated(call.callee))
    return [];
  const loop = ancestors.flatMap((node, index) => loopAt(node, ancestors[index + 1]) ?? []).at(-1);
  if (loop === undefined) return [];
  const bound = call.arguments.flatMap((each) => pathOf(loop.pattern, bare(each)) ?? []);
  const [use] = bound;
  if (use === undefined || bound.length > 1 || uses(loop.body, use.name) !== 1) return [];
  const rows = rowsOf(file, bare(loop.table));
  const values = rows.map((row) =>
    use.keys.reduce<Node | undefined>((node, key) => node && at(node, key), row),
  );
  return values.filter(
    (value): value is Expression => value !== undefined && hasLiteral(value as Expression),
  );
}

const nameOf = (callee: Node): string =>
  callee.type === 'Identifier' ? callee.name : (propertyName(callee) ?? '');

const isNegated = (callee: Node): boolean =>
  callee.type === 'MemberExpression' && (propertyName(callee) === 'not' || isNegated(callee.object));

/** `for (const row of table)`, `table.forEach((row) => …)`, `test.each(table)('…', (a, b) => …)`. */
function loopAt(node: Node, child: Node | undefined): Loop | undefined {
  if (node.type === 'ForOfStatement' && child === node.body && node.left.type === 'VariableDeclaration') {
    const pattern = node.left.declarations[0]?.id;
    return pattern && { pattern, table: node.right, body: node.body };
  }
  if (node.type !== 'CallExpression' || child?.type !== 'ArrowFunctionExpression') return undefined;
  const { callee } = node;
  const [first] = child.params;
  if (callee.type === 'MemberExpression' && LOOPS.has(nameOf(callee)) && first !== undefined)
    return { pattern: first, table: callee.object, body: child.body };
  if (callee.type !== 'CallExpression' || nameOf(callee.callee) !== 'each') return undefined;
  const [table] = callee.arguments;
  if (table === undefined || first === undefined) return undefined;
  // Rows that are arrays are spread over the parameters.
  const isSpread = first.type === 'Identifier' && child.params.length > 1;
  const pattern: Node = isSpread
    ? ({ ...child, type: 'ArrayPattern', elements: child.params } as unknown as Node)
    : first;
  return { pattern, table, body: child.body };
}

/** Name that is used, and the keys that lead to its value in a row. */
function pathOf(pattern: Node, used: Node): { name: string; keys: (string | number)[] } | undefined {
  if (used.type === 'MemberExpression' && used.object.type === 'Identifier') {
    const key = propertyName(used);
    const isRow = pattern.type === 'Identifier' && pattern.name === used.object.name;
    return isRow && key !== undefined ? { name: `.${key}`, keys: [key] } : undefined;
  }
  if (used.type !== 'Identifier') return undefined;
  const { name } = used;
  if (pattern.type === 'ArrayPattern') {
    const index = pattern.elements.findIndex((each) => each?.type === 'Identifier' && each.name === name);
    return index < 0 ? undefined : { name, keys: [index] };
  }
  if (pattern.type !== 'ObjectPattern') return undefined;
  const property = pattern.properties.find(
    (each) => each.type === 'ObjectProperty' && each.value.type === 'Identifier' && each.value.name === name,
  );
  const isPlain = property?.type === 'ObjectProperty' && property.key.type === 'Identifier';
  return isPlain && property.key.type === 'Identifier' ? { name, keys: [property.key.name] } : undefined;
}

function uses(body: Node, name: string): number {
  let count = 0;
  walk(body, (node) => {
    if (node.type === 'Identifier' && node.name === name) count += 1;
    if (name.startsWith('.') && propertyName(node) === name.slice(1)) count += 1;
  });
  return count;
}

/** Finds the rows of a table that is written out, on the spot or in a constant that nothing else uses. */
function rowsOf(file: File, table: Node): readonly Node[] {
  const written = table.type === 'Identifier' ? constantOf(file, table.name) : table;
  if (written?.type !== 'ArrayExpression') return [];
  return written.elements.flatMap((each) => (each === null || each.type === 'SpreadElement' ? [] : [each]));
}

function constantOf(file: File, name: string): Node | undefined {
  const found: Node[] = [];
  let mentioned = 0;
  walk(file, (node) => {
    if (node.type === 'Identifier' && node.name === name) mentioned += 1;
    if (
      node.type === 'VariableDeclarator' &&
      node.id.type === 'Identifier' &&
      node.id.name === name &&
      node.init
    )
      found.push(bare(node.init));
  });
  // Once where it is declared and once where it is looped over.
  return found.length === 1 && mentioned === 2 ? found[0] : undefined;
}

function at(row: Node, key: string | number): Node | undefined {
  const node = bare(row);
  if (node.type === 'ArrayExpression' && typeof key === 'number') {
    const isShifted = node.elements.slice(0, key).some((each) => each?.type === 'SpreadElement');
    return isShifted ? undefined : (node.elements[key] ?? undefined);
  }
  if (node.type !== 'ObjectExpression' || node.properties.some((each) => each.type === 'SpreadElement'))
    return undefined;
  const property = node.properties.find(
    (each) =>
      each.type === 'ObjectProperty' &&
      !each.computed &&
      ((each.key.type === 'Identifier' && each.key.name === key) ||
        (each.key.type === 'StringLiteral' && each.key.value === key)),
  );
  return property?.type === 'ObjectProperty' ? property.value : undefined;
}
