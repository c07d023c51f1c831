/**
 * `assert.ok(…)` and its like: written so that nothing but the answer tells which of both is expected, and
 * with bounds and lists that look as right. Pure.
 */
import type { BinaryExpression, CallExpression, Expression, Node } from '@babel/types';
import type { TwinEdits } from '../drawing/expectation.ts';
import type { Lot } from '../drawing/lot.ts';
import { editsAt, hasLiteral, otherElements, truthWriter, valueTwins } from './expected-value.ts';
import { justBeyond } from './seen-value.ts';
import { argument, bare, propertyName, rangeOf } from './syntax.ts';

type Twins = (lot: Lot) => TwinEdits;

const CONTRARY_OF_FALSE: Readonly<Record<string, string>> = {
  notOk: 'ok',
  isNotOk: 'isOk',
  isFalse: 'isTrue',
  false: 'true',
  falsy: 'truthy',
};

/** `assert(x === 5)`, `assert(x > 5)`, `assert(['a', 'b'].includes(x))`; else the whole condition. */
export function truthTwins(text: string, condition: Expression): Twins {
  return comparisonTwins(text, condition) ?? askedTwins(text, condition, true);
}

/** The condition has to be false: it is asked by the assertion for what is true. */
export function falsehoodTwins(text: string, callee: Node, condition: Expression): Twins {
  const name = propertyName(callee);
  const contrary = name === undefined ? undefined : CONTRARY_OF_FALSE[name];
  if (callee.type !== 'MemberExpression' || callee.computed || contrary === undefined)
    return (lot) => {
      const { inner, isTrue } = withoutNegations(condition, false);
      const truth = truthWriter(lot);
      const written = (value: boolean) => `Boolean(${sourceOf(text, inner)}) === ${truth(value)}`;
      return editsAt(condition, { impossible: written(isTrue), equal: written(!isTrue) });
    };
  const { start } = rangeOf(callee.property);
  const { end } = rangeOf(condition);
  const between = text.slice(rangeOf(callee.property).end, rangeOf(condition).start);
  return (lot) => {
    const { impossible, equal } = askedTwins(text, condition, false)(lot);
    const written = (edit: { readonly text: string }) => ({
      start,
      end,
      text: `${contrary}${between}${edit.text}`,
    });
    return { impossible: written(impossible), equal: equal && written(equal) };
  };
}

/** Negations before it would say what is expected: they are taken off. */
function askedTwins(text: string, condition: Expression, isExpected: boolean): Twins {
  const { inner, isTrue } = withoutNegations(condition, isExpected);
  return (lot) => {
    const truth = truthWriter(lot);
    const written = (value: boolean) => `Boolean(${sourceOf(text, inner)}) === ${truth(value)}`;
    return editsAt(condition, { impossible: written(!isTrue), equal: written(isTrue) });
  };
}

function withoutNegations(node: Node, isTrue: boolean): { readonly inner: Node; readonly isTrue: boolean } {
  const own = bare(node);
  return own.type === 'UnaryExpression' && own.operator === '!'
    ? withoutNegations(own.argument, !isTrue)
    : { inner: own, isTrue };
}

function comparisonTwins(text: string, condition: Expression): Twins | undefined {
  const node = bare(condition);
  if (node.type === 'CallExpression') return equalityTwins(text, node) ?? membershipTwins(text, node);
  if (node.type !== 'BinaryExpression' || node.left.type === 'PrivateName') return undefined;
  if (['===', '=='].includes(node.operator)) {
    const side = [node.right, node.left].find(hasLiteral);
    return side && valueTwins(text, side, 'exact');
  }
  if (!['>', '>=', '<', '<=', '!==', '!='].includes(node.operator)) return undefined;
  return distanceTwins(text, node) ?? comparedTwins(text, condition, node);
}

const EQUAL = new Set(['is', 'isEqual', 'isDeepStrictEqual', 'deepEqual', 'equals']);

/** `Object.is(f(), 5)`: the literal that another value has to be equal to. */
function equalityTwins(text: string, call: CallExpression): Twins | undefined {
  const { callee } = call;
  const name = callee.type === 'Identifier' ? callee.name : (propertyName(callee) ?? '');
  const sides = [argument(call.arguments, 1), argument(call.arguments, 0)];
  const side = EQUAL.has(name) && call.arguments.length === 2 ? sides.find(hasLiteral) : undefined;
  return side && valueTwins(text, side, 'exact');
}

/** `Math.abs(f() - 1.5) < 0.01`: the literal that another value has to be about. */
function distanceTwins(text: string, { operator, left, right }: BinaryExpression): Twins | undefined {
  const bound = right.type === 'NumericLiteral' && operator.startsWith('<') ? right.value : undefined;
  const distance = bare(left);
  if (bound === undefined || distance.type !== 'CallExpression' || propertyName(distance.callee) !== 'abs')
    return undefined;
  const inner = argument(distance.arguments, 0);
  if (inner?.type !== 'BinaryExpression' || inner.operator !== '-') return undefined;
  const side = [inner.right, inner.left].find((each) => each.type === 'NumericLiteral');
  return side && valueTwins(text, side, { within: bound });
}

function comparedTwins(text: string, condition: Expression, node: BinaryExpression): Twins {
  return (lot) => {
    const truth = truthWriter(lot);
    const other = otherSide(node, lot);
    const sides = `${sourceOf(text, node.left)}, ${sourceOf(text, node.right)}`;
    // A type checker takes what `Reflect.get` gives for anything.
    const written = (value: boolean) =>
      `[Reflect.get([[${sides}]], 0)].map(([a, b]) => (${truth(value)} ? a ${node.operator} b : ${other}))[0]`;
    return editsAt(condition, { impossible: written(false), equal: written(true) });
  };
}

/** That side is another which the work gave no literal for. */
function otherSide({ operator, left, right }: BinaryExpression, lot: Lot): string {
  if (operator.startsWith('!')) return `a ${operator} a`;
  const isTurned = left.type !== 'PrivateName' && hasLiteral(left) && !hasLiteral(right);
  const sign = operator.startsWith('>') === isTurned ? '-' : '+';
  const bound = justBeyond(isTurned ? 'b' : 'a', sign, lot);
  return isTurned ? `${bound} ${operator} b` : `a ${operator} ${bound}`;
}

/** `['a', 'b'].includes(f())`: a list that has nothing in common with it. */
function membershipTwins(text: string, call: Node): Twins | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const list = bare(call.callee.object);
  const sought = argument(call.arguments, 0);
  if (propertyName(call.callee) !== 'includes' || list.type !== 'ArrayExpression') return undefined;
  if (sought === undefined || hasLiteral(sought) || otherElements(list) === undefined) return undefined;
  return (lot) => {
    const truth = truthWriter(lot);
    const other = otherElements(list)?.(lot) ?? '[]';
    const written = (value: boolean) => `(${truth(value)} ? ${sourceOf(text, list)} : ${other})`;
    return editsAt(list, { impossible: written(false), equal: written(true) });
  };
}

const sourceOf = (text: string, node: Node): string => {
  const { start, end } = rangeOf(node);
  return text.slice(start, end);
};
