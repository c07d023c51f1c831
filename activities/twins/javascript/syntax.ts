/** Tests in JavaScript, JSX and TypeScript as trees. */
import { type ParserPlugin, parse } from '@babel/parser';
import type { CallExpression, Expression, File, Node } from '@babel/types';

/** The nodes around a node, outermost first. */
export type Ancestors = readonly Node[];

const TYPESCRIPT = ['.ts', '.mts', '.cts'];

/** Throws what the parser says of a text that no dialect reads. */
export function parseTest(path: string, text: string): File {
  let first: unknown;
  for (const plugins of dialects(path)) {
    try {
      return parse(text, {
        sourceType: 'unambiguous',
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        plugins: [...plugins, 'decorators'],
      });
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

/** The same; `undefined` for a text that no dialect reads. */
export function parsedTest(path: string, text: string): File | undefined {
  try {
    return parseTest(path, text);
  } catch {
    return undefined;
  }
}

/** What has to stay in front of a text's first statement. */
export const FIRST_LINES = /^(?:#![^\n]*\n)?(?:\s*(['"])use strict\1;?)?/;

function dialects(path: string): ParserPlugin[][] {
  if (TYPESCRIPT.some((extension) => path.endsWith(extension))) return [['typescript']];
  if (path.endsWith('.tsx')) return [['typescript', 'jsx']];
  return [['jsx'], ['typescript', 'jsx'], ['flow', 'jsx']];
}

/** Every node below, parents first. */
export function walk(root: Node, visit: (node: Node, ancestors: Ancestors) => void): void {
  const path: Node[] = [];
  const enter = (node: Node): void => {
    visit(node, path);
    path.push(node);
    for (const child of childrenOf(node)) enter(child);
    path.pop();
  };
  enter(root);
}

const NO_CHILDREN = new Set(['loc', 'extra', 'errors', 'tokens', 'comments']);

function childrenOf(node: Node): Node[] {
  return Object.entries(node).flatMap(([key, value]) =>
    NO_CHILDREN.has(key) || key.endsWith('Comments') ? [] : [value].flat().filter(isNode),
  );
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** Nodes that a parser made know where they are. */
export const rangeOf = (node: Node): { start: number; end: number } => ({
  start: node.start ?? 0,
  end: node.end ?? 0,
});

export const lineOf = (node: Node): number => node.loc?.start.line ?? 1;

/** `a.b`, `a['b']`: the name `b`. */
export function propertyName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
  const { property } = node;
  if (property.type === 'Identifier' && !node.computed) return property.name;
  return property.type === 'StringLiteral' ? property.value : undefined;
}

export const isFunction = (node: Node | undefined): boolean =>
  node?.type === 'ArrowFunctionExpression' ||
  node?.type === 'FunctionExpression' ||
  node?.type === 'FunctionDeclaration' ||
  node?.type === 'ObjectMethod' ||
  node?.type === 'ClassMethod';

/** `require(…)` and `import(…)`. */
export const isLoad = (node: Node): node is CallExpression =>
  node.type === 'CallExpression' &&
  (node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.name === 'require'));

/** The expression behind parentheses and what only types see. */
export function bare(node: Node): Node {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TypeCastExpression':
      return bare(node.expression);
    default:
      return node;
  }
}

/** An argument that is one value; spread arguments and placeholders are none. */
export function argument(args: readonly Node[], index: number): Expression | undefined {
  if (args.slice(0, index + 1).some((each) => each.type === 'SpreadElement')) return undefined;
  return args[index] as Expression | undefined;
}
