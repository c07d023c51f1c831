/** Ways to write another value, and the same value, where a test says what it expects. */
import type { ArrayExpression, Expression, Node } from '@babel/types';
import type { TwinEdits } from '../drawing/expectation.ts';
import type { Lot } from '../drawing/lot.ts';
import {
  type Comparison,
  integerTwins,
  otherText,
  tooFarOff,
  type WrittenTwins,
} from '../drawing/written-values.ts';
import { type Leaf, leavesOf } from './literal-leaves.ts';
import { misspeltPattern } from './misspelt-pattern.ts';
import { rangeOf } from './syntax.ts';
import { unlikeError, unlikeValue } from './unlike.ts';

/** One literal within the expression changed where there is one, else the whole of it. */
export function valueTwins(
  text: string,
  node: Expression,
  comparison: Comparison = 'loose',
): (lot: Lot) => TwinEdits {
  const leaves = leavesOf(node);
  return (lot) => {
    const leaf = lot.pick(leaves);
    return leaf === undefined
      ? wholeTwins(text, node, comparison, lot)
      : editsAt(leaf.node, leafTwins(text, leaf, comparison, lot));
  };
}

export function hasLiteral(node: Expression | undefined): boolean {
  return node !== undefined && leavesOf(node).length > 0;
}

/** Another value in the place of one that is computed. */
const wholeTwins = (text: string, node: Node, comparison: Comparison, lot: Lot): TwinEdits =>
  editsAt(node, unlikeValue(textOf(text, node), lot, comparison === 'exact'));

/** An error in the place of one that is expected by its class. */
export const errorTwins = (text: string, node: Node, lot: Lot): TwinEdits =>
  editsAt(node, unlikeError(textOf(text, node), lot));

/** A list of literals → one in which none of them is; `undefined` where that cannot be said. */
export function otherElements(list: ArrayExpression): ((lot: Lot) => string) | undefined {
  const leaves = list.elements.map((each) => {
    const [leaf, ...more] = each === null ? [] : leavesOf(each);
    return more.length === 0 && leaf !== undefined && 'value' in leaf ? leaf : undefined;
  });
  if (leaves.length === 0) return undefined;
  const values = leaves.map((leaf) => leaf?.value);
  if (!values.every((each) => typeof each === 'string' || typeof each === 'number')) return undefined;
  return (lot) => {
    const shift = Math.max(...values.map((each) => (typeof each === 'number' ? Math.abs(each) : 0)));
    const others = values.map((each) =>
      typeof each === 'number' ? each + 2 * Math.ceil(shift) + lot.integer(1, 3) : unlike(each, values, lot),
    );
    return JSON.stringify(others);
  };
}

function unlike(value: string, values: readonly unknown[], lot: Lot): string {
  const tries = Array.from({ length: 9 }, () => lot.nearText(value));
  return tries.find((each) => !values.includes(each)) ?? lot.letters(16);
}

export function editsAt(node: Node, written: WrittenTwins): TwinEdits {
  const range = rangeOf(node);
  return {
    impossible: { ...range, text: written.impossible },
    equal: written.equal === null ? null : { ...range, text: written.equal },
  };
}

function leafTwins(text: string, leaf: Leaf, comparison: Comparison, lot: Lot): WrittenTwins {
  switch (leaf.kind) {
    case 'integer':
      return typeof comparison === 'object'
        ? floatTwins(leaf.value, comparison, lot)
        : (integerTwins(leaf.value, comparison, lot) ?? wholeWritten(text, leaf.node, lot));
    case 'bigint': {
      const shift = BigInt(lot.integer(1_000, 999_999));
      const far = leaf.value + BigInt(lot.integer(1_000, 999_999));
      const other = comparison === 'exact' ? lot.otherInteger(leaf.value) : far;
      const written = (value: bigint) => `(${value + shift}n - ${shift}n)`;
      return { impossible: written(other), equal: written(leaf.value) };
    }
    case 'float':
      return floatTwins(leaf.value, comparison, lot);
    case 'boolean': {
      const written = truthWriter(lot);
      return { impossible: written(!leaf.value), equal: written(leaf.value) };
    }
    case 'string':
      return {
        impossible: inHalves(otherText(leaf.value, comparison, lot), lot),
        equal: inHalves(leaf.value, lot),
      };
    case 'pattern':
      return {
        impossible: `/(?:${misspeltPattern(leaf.pattern, leaf.flags, lot)})/${leaf.flags}`,
        equal: leaf.pattern === '' ? null : `/(?:${leaf.pattern})/${leaf.flags}`,
      };
    case 'nothing':
      return wholeWritten(text, leaf.node, lot);
  }
}

/** Either truth as a comparison of the same two numbers. */
export function truthWriter(lot: Lot): (value: boolean) => string {
  const low = lot.integer(10, 499);
  const high = lot.integer(500, 999);
  return (value) => (value ? `(${low} < ${high})` : `(${high} < ${low})`);
}

function floatTwins(value: number, comparison: Comparison, lot: Lot): WrittenTwins {
  const far = value + lot.integer(20, 400);
  const other =
    comparison === 'exact'
      ? lot.otherFloat(value)
      : comparison === 'loose'
        ? far
        : tooFarOff(value, comparison.within, lot);
  return { impossible: `(${other} - 0)`, equal: `(${value} - 0)` };
}

const wholeWritten = (text: string, node: Node, lot: Lot): WrittenTwins =>
  unlikeValue(textOf(text, node), lot, true);

function textOf(text: string, node: Node): string {
  const { start, end } = rangeOf(node);
  return text.slice(start, end);
}

function inHalves(value: string, lot: Lot): string {
  const cut = lot.integer(0, value.length);
  return `(${JSON.stringify(value.slice(0, cut))} + ${JSON.stringify(value.slice(cut))})`;
}
