/**
 * Statements behind a condition under which the function around them is left: `if (!process.env.NET)
 * return;`.
 */
import type { Node } from '@babel/types';
import { type Ancestors, isFunction, propertyName, walk } from './syntax.ts';

/**
 * Whether a statement before the one that leads to the node may leave the same function without a failure.
 */
export function mayBeLeftBefore(within: Ancestors): boolean {
  return within.some((node, index) => {
    if (node.type !== 'BlockStatement') return false;
    const child = within[index + 1];
    const before = child === undefined ? [] : node.body.slice(0, node.body.findIndex(holds(child)));
    return before.some(mayLeave);
  });
}

const holds = (child: Node) => (statement: Node) => statement === child;

/** `return done(error)` hands a failure on, and leaves nothing out. */
function mayLeave(statement: Node): boolean {
  if (statement.type !== 'IfStatement' && statement.type !== 'TryStatement') return false;
  let found = false;
  let skips = false;
  walk(statement, (node, ancestors) => {
    // A case that is skipped has said so: that is for what is known of the case to decide.
    if (node.type === 'CallExpression' && propertyName(node.callee) === 'skip') skips = true;
    const isOwn = node.type === 'ReturnStatement' && !ancestors.some((each) => isFunction(each));
    if (isOwn && node.argument?.type !== 'CallExpression') found = true;
  });
  return found && !skips;
}
