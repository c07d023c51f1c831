/** Which way a program of JavaScript takes where a comparison holds, and whether all is well there. Pure. */
import type { Node } from '@babel/types';
import { bare } from '../../javascript/syntax.ts';
import { calleeName, conditionParts } from './javascript-place.ts';

/** Whether an odd number of `!` stands around a part of a condition. */
export function isNegated(test: Node, part: Node): boolean {
  const inner = bare(test);
  if (inner === part) return false;
  if (inner.type === 'UnaryExpression') return !isNegated(inner.argument, part);
  if (inner.type !== 'LogicalExpression') return false;
  const side = [inner.left, inner.right].find((one) => conditionParts(one).includes(part));
  return side !== undefined && isNegated(side, part);
}

/** The last statement ends the block, the function or the program, and says that all is well. */
export function leavesWell(body: readonly Node[]): boolean {
  const last = body.at(-1);
  switch (last?.type) {
    case 'BlockStatement':
      return leavesWell(last.body);
    case 'ContinueStatement':
    case 'BreakStatement':
      return true;
    case 'ReturnStatement':
      return !last.argument || isWell(last.argument);
    case 'ExpressionStatement':
      return leavesWell([last.expression]);
    case 'CallExpression':
      return calleeName(last) === 'exit' && last.arguments.every(isWell);
    default:
      return false;
  }
}

const isWell = (node: Node): boolean =>
  (node.type === 'NumericLiteral' && node.value === 0) ||
  (node.type === 'BooleanLiteral' && node.value) ||
  (node.type === 'Identifier' && node.name === 'undefined');
