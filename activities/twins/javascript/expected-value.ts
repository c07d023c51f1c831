/** Ways to write another value, and the same value, where a test says what it expects. */
import type { Expression, Node } from '@babel/types';
import type { TwinEdits } from '../drawing/expectation.ts';
import type { Lot } from '../drawing/lot.ts';
import { type Comparison, integerTwins, otherText, type WrittenTwins } from '../drawing/written-values.ts';
import { type Leaf, leavesOf } from './literal-leaves.ts';
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

/** Another value in the place of one that is computed; text that nothing computes where a part would do. */
function wholeTwins(text: string, node: Node, comparison: Comparison, lot: Lot): TwinEdits {
  const written = comparison === 'exact' ? unlikeValue(textOf(text, node), lot) : undefined;
  return editsAt(node, written ?? wholeWritten(text, node, lot));
}

/** An error in the place of one that is expected by its class. */
export const errorTwins = (text: string, node: Node, lot: Lot): TwinEdits =>
  editsAt(node, unlikeError(textOf(text, node), lot));

/** The expression in brackets, written as the other kind would be. */
export const sameWritten = (text: string, node: Node, lot: Lot): TwinEdits['equal'] =>
  editsAt(node, wholeWritten(text, node, lot)).equal;

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
      return integerTwins(leaf.value, comparison, lot) ?? wholeWritten(text, leaf.node, lot);
    case 'bigint': {
      const shift = BigInt(lot.integer(1_000, 999_999));
      const far = leaf.value + BigInt(lot.integer(1_000, 999_999));
      const other = comparison === 'exact' ? lot.otherInteger(leaf.value) : far;
      const written = (value: bigint) => `(${value + shift}n - ${shift}n)`;
      return { impossible: written(other), equal: written(leaf.value) };
    }
    case 'float': {
      const far = leaf.value + lot.integer(1_000, 999_999);
      const other = comparison === 'exact' ? lot.otherFloat(leaf.value) : far;
      return { impossible: `(${other} - 0)`, equal: `(${leaf.value} - 0)` };
    }
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
        impossible: `/(?:${lot.letters(16)})/${leaf.flags}`,
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

/** The comma is there so that both forms look alike. */
function wholeWritten(text: string, node: Node, lot: Lot): WrittenTwins {
  return { impossible: `(0, '${lot.letters(16)}')`, equal: `(0, ${textOf(text, node)})` };
}

function textOf(text: string, node: Node): string {
  const { start, end } = rangeOf(node);
  return text.slice(start, end);
}

function inHalves(value: string, lot: Lot): string {
  const cut = lot.integer(0, value.length);
  return `(${JSON.stringify(value.slice(0, cut))} + ${JSON.stringify(value.slice(cut))})`;
}
