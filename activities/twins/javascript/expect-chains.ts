/**
 * `expect(x).toBe(5)`, `expect(x).to.not.equal(5)`, `x.should.eql([])`, `expect(x).to.be.true`: what their
 * twins are.
 */
import type { Expression, Node } from '@babel/types';
import type { TwinEdits } from '../drawing/expectation.ts';
import type { Lot } from '../drawing/lot.ts';
import { isAwaited } from './assert-calls.ts';
import { errorTwins, hasLiteral, sameWritten, valueTwins } from './expected-value.ts';
import { argument, propertyName, rangeOf } from './syntax.ts';

type Twins = (lot: Lot) => TwinEdits;

interface Chain {
  /** `expect(x)`, or `x.should`. */
  readonly root: Node;
  /** Members behind the root, outermost last. */
  readonly members: readonly { readonly name: string; readonly object: Node; readonly node: Node }[];
}

/** Which argument says what is expected; a change of it, or of a part of it, makes the matcher fail. */
const EXPECTED_ARGUMENT: Readonly<Record<string, readonly number[]>> = {
  ...sameFor('toBe toEqual toStrictEqual toBeCloseTo toHaveLength toContain toContainEqual toMatch', [0]),
  ...sameFor('toMatchObject toHaveBeenCalledTimes toHaveBeenCalledWith toHaveBeenLastCalledWith', [0]),
  ...sameFor('toHaveReturnedWith toThrow toThrowError toHaveReturnedTimes', [0]),
  ...sameFor('toHaveBeenNthCalledWith', [1]),
  ...sameFor('toHaveProperty property', [1, 0]),
  ...sameFor('equal equals eq eql eqls length lengthOf include includes contain contains', [0]),
  ...sameFor('string match closeTo approximately throw throws Throw members', [0]),
};
/** They are chai's, and true by being read. */
const PROPERTY_ASSERTIONS = new Set(
  'true false null undefined NaN ok exist exists empty finite extensible sealed frozen'.split(' '),
);
/** These compare a whole value, where nothing before them says that a part will do. */
const EXACT = new Set(
  'toBe toEqual toStrictEqual toHaveLength toHaveBeenCalledTimes toHaveReturnedTimes equal equals eq eql eqls members'.split(
    ' ',
  ),
);
const PARTIAL = /^(?:include|contain)s?$|^any$|^approximately$/;
const ASYNCHRONOUS = new Set(['resolves', 'rejects', 'eventually', 'rejectedWith', 'fulfilled', 'rejected']);

function sameFor(names: string, positions: readonly number[]): Record<string, readonly number[]> {
  return Object.fromEntries(names.split(' ').map((name) => [name, positions]));
}

/** `node`: a whole chain, that is, one which no member or call goes on from. */
export function expectTwins(text: string, node: Node, parent: Node | undefined): Twins | undefined {
  const isCall = node.type === 'CallExpression';
  const chain = chainOf(isCall ? node.callee : node);
  const matcher = chain?.members.at(-1);
  if (chain === undefined || matcher === undefined || matcher.name.includes('Snapshot')) return undefined;
  if (!isCall && !(parent?.type === 'ExpressionStatement' && PROPERTY_ASSERTIONS.has(matcher.name)))
    return undefined;
  const isAsynchronous =
    chain.members.some(({ name }) => ASYNCHRONOUS.has(name)) || propertyName(calleeOf(chain.root)) === 'poll';
  if (isAsynchronous && !isAwaited(parent)) return undefined;
  const args = isCall ? node.arguments : [];
  const negation = chain.members.find(({ name }) => name === 'not');
  if (negation !== undefined) return withoutNegation(text, negation, argument(args, 0));
  const expected = (EXPECTED_ARGUMENT[matcher.name] ?? [])
    .map((position) => argument(args, position))
    .find((each, _, all) => each !== undefined && (hasLiteral(each) || !all.some(hasLiteral)));
  if (expected === undefined) return withNegation(chain, matcher);
  return /throw/i.test(matcher.name) && !hasLiteral(expected)
    ? (lot) => errorTwins(text, expected, lot)
    : valueTwins(text, expected, comparisonOf(chain, matcher));
}

const comparisonOf = (chain: Chain, matcher: Chain['members'][number]): 'exact' | 'loose' =>
  EXACT.has(matcher.name) && !chain.members.some(({ name }) => PARTIAL.test(name)) ? 'exact' : 'loose';

function chainOf(node: Node): Chain | undefined {
  if (node.type === 'MemberExpression') {
    const name = propertyName(node);
    if (name === undefined) return undefined;
    if (name === 'should') return { root: node, members: [] };
    const before = chainOf(node.object);
    return before && { ...before, members: [...before.members, { name, object: node.object, node }] };
  }
  if (node.type !== 'CallExpression') return undefined;
  if (isExpect(node.callee)) return { root: node, members: [] };
  return chainOf(node.callee);
}

/** `expect`, `expect.soft`, `expect.poll`, `chai.expect`. */
function isExpect(callee: Node): boolean {
  if (callee.type === 'Identifier') return callee.name === 'expect';
  if (callee.type !== 'MemberExpression') return false;
  if (callee.object.type !== 'Identifier') return false;
  const name = propertyName(callee) ?? '';
  return name === 'expect' || (callee.object.name === 'expect' && ['soft', 'poll'].includes(name));
}

const calleeOf = (node: Node): Node => (node.type === 'CallExpression' ? node.callee : node);

/** What was true of the work is false without its `not`. */
function withoutNegation(text: string, negation: Chain['members'][number], expected?: Expression): Twins {
  const start = rangeOf(negation.object).end;
  const { end } = rangeOf(negation.node);
  return (lot) => ({
    impossible: { start, end, text: '' },
    equal: expected === undefined ? null : sameWritten(text, expected, lot),
  });
}

/**
 * The negation goes before the matcher in jest's style; at the start of the chain in chai's, where flags go
 * on from there.
 */
function withNegation(chain: Chain, matcher: Chain['members'][number]): Twins {
  const at = rangeOf(/^to[A-Z]/.test(matcher.name) ? matcher.object : chain.root).end;
  return () => ({ impossible: { start: at, end: at, text: '.not' }, equal: null });
}
