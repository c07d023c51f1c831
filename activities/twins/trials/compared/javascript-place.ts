/** A comparison of a program of JavaScript by which it may judge, and what looks like another look. Pure. */
import type { Node } from '@babel/types';
import { argument, bare, propertyName, walk } from '../../javascript/syntax.ts';
import { namesUsed, rootOf } from './javascript-given.ts';

export interface JudgingComparison {
  readonly whole: Node;
  /** What it is held against. */
  readonly operand: Node;
  readonly sides: readonly [Node, Node];
  /** Something about that will do. */
  readonly isDistance: boolean;
  /** What the comparison comes to where nothing is wrong. */
  readonly holds: boolean;
}

const EQUAL: Readonly<Record<string, boolean>> = { '===': true, '==': true, '!==': false, '!=': false };
const ORDER: Readonly<Record<string, boolean>> = { '<': true, '<=': true, '>': false, '>=': false };
const COMPARES = /^(?:is|isDeepStrictEqual|deepEqual|deepStrictEqual|isEqual)$/;
const LIKENESS = /close|near|approx|equal|same|match|within|toler|alike|similar/i;
/** They are as they are whatever the work is. */
const SURROUNDINGS = /^(?:argv|platform|version|versions|env|main|arch|cpus)$/;

export function comparisonOf(node: Node): JudgingComparison | undefined {
  const whole = bare(node);
  if (isAboutSurroundings(whole)) return undefined;
  if (whole.type === 'CallExpression') {
    const [left, right] = [argument(whole.arguments, 0), argument(whole.arguments, 1)];
    if (whole.arguments.length !== 2 || left === undefined || right === undefined) return undefined;
    if (!COMPARES.test(calleeName(whole)) || rootOf(whole.callee) === 'assert') return undefined;
    return { whole, operand: right, sides: [left, right], isDistance: false, holds: true };
  }
  if (whole.type !== 'BinaryExpression' || whole.left.type === 'PrivateName') return undefined;
  const { operator, left, right } = whole;
  const sides = [left, right] as const;
  const isEqual = EQUAL[operator];
  if (isEqual !== undefined) return { whole, operand: right, sides, isDistance: false, holds: isEqual };
  const isBelow = ORDER[operator];
  const distance = bare(left);
  if (isBelow === undefined || distance.type !== 'CallExpression' || calleeName(distance) !== 'abs')
    return undefined;
  const inner = argument(distance.arguments, 0);
  if (inner?.type !== 'BinaryExpression' || inner.operator !== '-') return undefined;
  return { whole, operand: inner.right, sides, isDistance: true, holds: isBelow };
}

export function isAboutSurroundings(node: Node): boolean {
  let found = false;
  walk(node, (one) => {
    const name = one.type === 'Identifier' ? one.name : propertyName(one);
    found ||= one.type === 'MetaProperty' || (name !== undefined && SURROUNDINGS.test(name));
  });
  return found;
}

export const calleeName = (call: Node): string => {
  if (call.type !== 'CallExpression' && call.type !== 'NewExpression') return '';
  return call.callee.type === 'Identifier' ? call.callee.name : (propertyName(call.callee) ?? '');
};

/** Whether another look at the same value may say that it is right all the same. */
export function isLookedAtBesides(
  program: Node,
  { operand }: JudgingComparison,
  places: readonly JudgingComparison[],
): boolean {
  const expected = namesUsed(operand);
  const speaks = (node: Node): boolean => [...namesUsed(node)].some((name) => expected.has(name));
  let found = false;
  walk(program, (node, around) => {
    if (found || [...around, node].some((one) => places.some(({ whole }) => whole === one))) return;
    const compares = node.type === 'BinaryExpression' && (node.operator in EQUAL || node.operator in ORDER);
    if (compares && !isLoopBound(node, around)) found = speaks(node) && !isAboutSurroundings(node);
    if (node.type === 'CallExpression' && LIKENESS.test(calleeName(node))) found ||= speaks(node);
  });
  return found;
}

const isLoopBound = (node: Node, around: readonly Node[]): boolean => {
  const outer = around.at(-1);
  return outer?.type === 'ForStatement' && outer.test === node;
};

/** What a condition is made of, behind `&&`, `||` and `!`. */
export function conditionParts(test: Node): Node[] {
  const inner = bare(test);
  if (inner.type === 'LogicalExpression')
    return [...conditionParts(inner.left), ...conditionParts(inner.right)];
  return inner.type === 'UnaryExpression' && inner.operator === '!'
    ? conditionParts(inner.argument)
    : [inner];
}
