import type { CallExpression } from '@babel/types';
import { propertyName, walk } from './syntax.ts';

/** Names under which runners hand a case its own context. */
const CONTEXTS = new Set(['t', 'ctx', 'context', 'task', 'testContext']);
const known = new WeakMap<CallExpression, boolean>();

/** A case that may take itself out while it runs: `t.skip()`, `this.skip()`, `t.todo()`. */
export function isSkippedWithin(testCall: CallExpression): boolean {
  const before = known.get(testCall);
  if (before !== undefined) return before;
  let found = false;
  walk(testCall, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    const { object } = node.callee;
    const isContext =
      object.type === 'ThisExpression' || (object.type === 'Identifier' && CONTEXTS.has(object.name));
    const takesFunction = node.arguments.some((each) => each.type.endsWith('FunctionExpression'));
    if (isContext && !takesFunction && ['skip', 'todo'].includes(propertyName(node.callee) ?? ''))
      found = true;
  });
  known.set(testCall, found);
  return found;
}
