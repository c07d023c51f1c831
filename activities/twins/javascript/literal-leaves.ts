/** Literals within an expected value whose change makes the whole value another one. */
import type { Expression, Node } from '@babel/types';
import { argument, bare, propertyName } from './syntax.ts';

export type Leaf = { readonly node: Node } & (
  | { readonly kind: 'integer' | 'float'; readonly value: number }
  | { readonly kind: 'bigint'; readonly value: bigint }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly flags: string }
  | { readonly kind: 'nothing' }
);

/** Their elements are part of what deep equality compares. Typed arrays are not: they cut numbers. */
const TRANSPARENT = new Set(['Set', 'Map', 'Array', 'Date']);
/** Matchers within matchers that say something of one argument, positively. */
const MATCHERS = new Set([
  'objectContaining',
  'arrayContaining',
  'stringContaining',
  'stringMatching',
  'closeTo',
]);

export function leavesOf(expression: Node): Leaf[] {
  const node = bare(expression);
  switch (node.type) {
    case 'NumericLiteral':
      return [numberLeaf(node, node.value)];
    case 'UnaryExpression': {
      const operand = bare(node.argument);
      const isNegative = node.operator === '-' && operand.type === 'NumericLiteral' && operand.value !== 0;
      return isNegative ? [numberLeaf(node, -operand.value)] : [];
    }
    case 'BigIntLiteral':
      return [{ kind: 'bigint', node, value: BigInt(node.value.replaceAll('_', '')) }];
    case 'StringLiteral':
      return [{ kind: 'string', node, value: node.value }];
    case 'TemplateLiteral': {
      const cooked = node.quasis[0]?.value.cooked;
      return node.expressions.length > 0 || typeof cooked !== 'string'
        ? []
        : [{ kind: 'string', node, value: cooked }];
    }
    case 'BooleanLiteral':
      return [{ kind: 'boolean', node, value: node.value }];
    case 'RegExpLiteral':
      return [{ kind: 'pattern', node, pattern: node.pattern, flags: node.flags }];
    case 'NullLiteral':
      return [{ kind: 'nothing', node }];
    case 'ArrayExpression':
      return node.elements.flatMap((element) => (element === null ? [] : leavesOf(element)));
    case 'ObjectExpression':
      return afterSpreads(node.properties).flatMap((property) =>
        property.type === 'ObjectProperty' ? leavesOf(property.value) : [],
      );
    case 'NewExpression':
      return argumentLeaves(node.arguments, argumentsOfNew(node.callee));
    case 'CallExpression':
      return argumentLeaves(node.arguments, argumentsOfMatcher(node.callee));
    default:
      return [];
  }
}

/** What stands before a spread may be overwritten by it. */
function afterSpreads<T extends Node>(properties: readonly T[]): readonly T[] {
  return properties.slice(properties.findLastIndex((each) => each.type === 'SpreadElement') + 1);
}

/** A larger float no longer moves by what is added to it. */
const LARGEST_FLOAT = 1e9;

const numberLeaf = (node: Node, value: number): Leaf =>
  Number.isSafeInteger(value) || Math.abs(value) < LARGEST_FLOAT
    ? { kind: Number.isSafeInteger(value) ? 'integer' : 'float', node, value }
    : { kind: 'nothing', node };

function argumentLeaves(args: readonly Node[], count: number): Leaf[] {
  return Array.from({ length: count }, (_, index) => argument(args, index)).flatMap((each?: Expression) =>
    each === undefined ? [] : leavesOf(each),
  );
}

function argumentsOfNew(callee: Node): number {
  if (callee.type !== 'Identifier') return 0;
  if (callee.name.endsWith('Error')) return 1;
  return TRANSPARENT.has(callee.name) ? 7 : 0;
}

function argumentsOfMatcher(callee: Node): number {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return 0;
  return callee.object.name === 'expect' && MATCHERS.has(propertyName(callee) ?? '') ? 1 : 0;
}
