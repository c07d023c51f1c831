/**
 * `expect(x).toBe(5)`, `expect(x).to.not.equal(5)`, `x.should.eql([])`, `expect(x).to.be.true`: what their
 * twins are.
 */
import type { Expression, Node } from '@babel/types';
import type { TwinEdits } from '../drawing/expectation.ts';
import type { Lot } from '../drawing/lot.ts';
import type { Comparison } from '../drawing/written-values.ts';
import { isAwaited } from './assert-calls.ts';
import { errorTwins, hasLiteral, truthWriter, valueTwins } from './expected-value.ts';
import { boundTwins, itselfTwins } from './seen-value.ts';
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
  const seen = seenBy(chain.root);
  const first = argument(args, 0);
  const negation = chain.members.find(({ name }) => name === 'not');
  if (negation !== undefined) {
    const contrary = contraryTwins(text, negation.object, negation.node, true);
    if (isAsynchronous || seen === undefined || first === undefined || !EXACT.has(matcher.name))
      return contrary;
    const itself = itselfTwins(text, seen, first);
    return (lot) => (lot.aim === 'elsewhere' ? contrary : itself)(lot);
  }
  const plain = seen && truthTwins(text, chain, node, seen);
  if (plain !== undefined) return plain;
  const expected = (EXPECTED_ARGUMENT[matcher.name] ?? [])
    .map((position) => argument(args, position))
    .find((each, _, all) => each !== undefined && (hasLiteral(each) || !all.some(hasLiteral)));
  if (expected === undefined) {
    const bound = !isAsynchronous && seen && first && boundTwins(text, matcher.name, seen, first);
    // The negation goes before the matcher in jest's style; at the start of the chain in chai's, where flags
    // go on from there.
    const at = /^to[A-Z]/.test(matcher.name) ? matcher.object : chain.root;
    return bound || contraryTwins(text, at, at, false);
  }
  return /throw/i.test(matcher.name) && !hasLiteral(expected)
    ? (lot) => errorTwins(text, expected, lot)
    : valueTwins(text, expected, comparisonOf(chain, matcher, argument(args, 1)));
}

/** jest's default is two digits. */
const DIGITS = 2;

function comparisonOf(
  chain: Chain,
  matcher: Chain['members'][number],
  second: Expression | undefined,
): Comparison {
  const bound = second?.type === 'NumericLiteral' ? second.value : undefined;
  if (matcher.name === 'toBeCloseTo' && (second === undefined || bound !== undefined))
    return { within: 10 ** -(bound ?? DIGITS) };
  if (/^(?:closeTo|approximately)$/.test(matcher.name) && bound !== undefined) return { within: bound };
  return EXACT.has(matcher.name) && !chain.members.some(({ name }) => PARTIAL.test(name)) ? 'exact' : 'loose';
}

/** What is expected to be something: the `x` of `expect(x)`. */
const seenBy = (root: Node): Expression | undefined =>
  root.type === 'CallExpression' ? argument(root.arguments, 0) : undefined;

/** `toBeTruthy()`, `.to.be.false`: asked by one matcher for both, so that its name does not tell which. */
function truthTwins(text: string, chain: Chain, node: Node, seen: Expression): Twins | undefined {
  const { name = '' } = chain.members.at(-1) ?? {};
  const isJest = name === 'toBeTruthy' || name === 'toBeFalsy';
  const isChai = ['true', 'false', 'ok'].includes(name) && node.type !== 'CallExpression';
  const isPlain = chain.members.every((each) => ['to', 'be', 'is', name].includes(each.name));
  if (!(isJest || isChai) || !isPlain) return undefined;
  const range = { start: rangeOf(seen).start, end: rangeOf(node).end };
  const source = text.slice(rangeOf(seen).start, rangeOf(seen).end);
  const asked = name === 'true' || name === 'false' ? source : `Boolean(${source})`;
  const isTrue = name !== 'toBeFalsy' && name !== 'false';
  return (lot) => {
    const truth = truthWriter(lot);
    const written = (value: boolean) => ({
      ...range,
      text: `${asked})${isJest ? '.toBe' : '.to.equal'}(${truth(value)})`,
    });
    return { impossible: written(!isTrue), equal: written(isTrue) };
  };
}

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

/**
 * Whether with `not` or without it is known when the test runs; `end` is where the negation ends, if there is
 * one.
 */
function contraryTwins(text: string, object: Node, end: Node, isNegated: boolean): Twins {
  const range = { start: rangeOf(object).start, end: rangeOf(end).end };
  const source = text.slice(range.start, rangeOf(object).end);
  return (lot) => {
    const truth = truthWriter(lot);
    const [is, isNot] = isNegated ? ['e.not', 'e'] : ['e', 'e.not'];
    const written = (value: boolean) => ({
      ...range,
      text: `Reflect.get([${source}].map((e) => (${truth(value)} ? ${is} : ${isNot})), 0)`,
    });
    return { impossible: written(false), equal: written(true) };
  };
}
