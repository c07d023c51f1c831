/**
 * Where in a test file an assertion stands: in which case, whether that case counts, and how surely a run
 * comes by.
 */
import type { CallExpression, Node } from '@babel/types';
import type { Standing } from '../drawing/expectation.ts';
import { mayBeLeftBefore } from './left-early.ts';
import { isSkippedWithin } from './skipped-within.ts';
import { type Ancestors, isFunction, propertyName } from './syntax.ts';

export interface Place {
  /**
   * Full name of the case as its runner joins it, by blanks; `null` outside of cases and where a name is
   * computed.
   */
  readonly testCase: string | null;
  readonly standing: Standing;
  /** Marked so that only its like run. */
  readonly isOnly: boolean;
}

interface TestCall {
  readonly node: CallExpression;
  readonly isSuite: boolean;
  readonly modifiers: readonly string[];
  readonly title: string | null;
}

const CASES = new Set(['test', 'it', 'specify']);
const SUITES = new Set(['describe', 'suite', 'context']);
const NOT_COUNTED = new Set(['skip', 'todo', 'failing', 'fails', 'skipIf', 'runIf', 'fixme']);
const SKIPPING = new Set(['skip', 'skipIf', 'runIf']);
const HOOKS = ['before', 'after', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll', 'setup', 'teardown'];
const LOOPS = ['forEach', 'map', 'flatMap', 'every', 'step', 'each'];
/** Callbacks that run whenever the call around them is made. */
const CALLED_AT_ONCE = new Set([...HOOKS, ...LOOPS, 'only', 'concurrent', 'sequential', 'serial']);

/**
 * `undefined`: what happens there decides nothing, because the case is skipped or a failure is caught.
 * `mayBeSkipped`: the case is taken for one that runs although it may be skipped.
 */
export function placeOf(ancestors: Ancestors, mayBeSkipped = false): Place | undefined {
  const calls = ancestors.flatMap((node) => testCallOf(node) ?? []);
  if (calls.some((call) => !counts(call, mayBeSkipped)) || isCaught(ancestors)) return undefined;
  const firstCase = calls.findIndex((call) => !call.isSuite);
  const named = calls.slice(0, firstCase + 1).map(({ title }) => title);
  return {
    testCase: firstCase < 0 || named.includes(null) ? null : named.join(' '),
    standing: standingOf(ancestors),
    isOnly: calls.some((call) => call.modifiers.includes('only')),
  };
}

export function testCallOf(node: Node): TestCall | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const { base, modifiers } = calleeParts(node.callee);
  const plain = /^[xf](?:it|test|describe|context|specify)$/.test(base) ? base.slice(1) : base;
  const isSuite = SUITES.has(plain);
  if (!(isSuite || CASES.has(plain)) || !node.arguments.some((each) => isFunction(each))) return undefined;
  const marks = [...modifiers, ...(plain === base ? [] : [base.startsWith('x') ? 'skip' : 'only'])];
  return { node, isSuite, modifiers: [...marks, ...optionsOf(node)], title: titleOf(node, marks) };
}

/** `describe.each(table).only` → base `describe`, modifiers `each` and `only`; `t.test` → base `test`. */
function calleeParts(callee: Node): { base: string; modifiers: string[] } {
  if (callee.type === 'Identifier') return { base: callee.name, modifiers: [] };
  if (callee.type === 'CallExpression') return calleeParts(callee.callee);
  if (callee.type === 'TaggedTemplateExpression') return calleeParts(callee.tag);
  if (callee.type !== 'MemberExpression') return { base: '', modifiers: [] };
  const name = propertyName(callee) ?? '';
  const { base, modifiers } = calleeParts(callee.object);
  const isBase = CASES.has(name) || SUITES.has(name);
  return isBase ? { base: name, modifiers: [] } : { base, modifiers: [...modifiers, name] };
}

/** `{ skip: true }`, `{ todo: 'later' }`, `{ only: true }`. */
function optionsOf(call: CallExpression): string[] {
  return call.arguments.flatMap((each) =>
    each.type !== 'ObjectExpression'
      ? []
      : each.properties.flatMap((property) => {
          if (property.type !== 'ObjectProperty' || property.key.type !== 'Identifier') return [];
          const isOff = property.value.type === 'BooleanLiteral' && !property.value.value;
          return isOff ? [] : [property.key.name];
        }),
  );
}

function titleOf(call: CallExpression, modifiers: readonly string[]): string | null {
  const [title] = call.arguments;
  if (modifiers.includes('each') || modifiers.includes('for')) return null;
  if (title?.type === 'StringLiteral') return title.value;
  if (title?.type !== 'TemplateLiteral' || title.expressions.length > 0) return null;
  return title.quasis[0]?.value.cooked ?? null;
}

const counts = (call: TestCall, mayBeSkipped: boolean): boolean =>
  !call.modifiers.some(
    (modifier) => NOT_COUNTED.has(modifier) && !(mayBeSkipped && SKIPPING.has(modifier)),
  ) &&
  (mayBeSkipped || !isSkippedWithin(call.node));

/**
 * The case is caught when it stands in a `try` that has a handler, or in a function that is expected to
 * throw.
 */
function isCaught(ancestors: Ancestors): boolean {
  return ancestors.some((node, index) => {
    const child = ancestors[index + 1];
    if (node.type === 'TryStatement')
      return child === node.block && node.handler !== null && node.handler !== undefined;
    if (node.type !== 'CallExpression' || !isFunction(child)) return false;
    const { base, modifiers } = calleeParts(node.callee);
    return (
      base === 'expect' ||
      [base, ...modifiers].some((name) => /^(?:does)?(?:not)?(?:throw|reject)s?/i.test(name))
    );
  });
}

function standingOf(ancestors: Ancestors): Standing {
  const last = ancestors.findLastIndex((node) => testCallOf(node) !== undefined);
  // The call itself, and the function that is its argument.
  const within = last < 0 ? ancestors : ancestors.slice(last + 2);
  if (within.some(isConditional) || mayBeLeftBefore(within)) return 'unlikely';
  const isCertain = within.every((node, index) => !isFunction(node) || isCalledAtOnce(within[index - 1]));
  return isCertain ? 'sure' : 'maybe';
}

const isConditional = (node: Node): boolean =>
  node.type === 'IfStatement' ||
  node.type === 'SwitchCase' ||
  node.type === 'ConditionalExpression' ||
  node.type === 'LogicalExpression' ||
  node.type === 'CatchClause';

function isCalledAtOnce(parent: Node | undefined): boolean {
  if (parent?.type !== 'CallExpression') return false;
  const { base, modifiers } = calleeParts(parent.callee);
  return [base, modifiers.at(-1) ?? ''].some((name) => CALLED_AT_ONCE.has(name));
}
