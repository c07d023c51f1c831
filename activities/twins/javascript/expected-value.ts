/** Ways to write another value, and the same value, where a test says what it expects. */
import type { Expression, Node } from '@babel/types';
import type { TwinEdits } from '../drawing/expectation.ts';
import type { Random } from '../drawing/random.ts';
import { freshText, integerTwins, type WrittenTwins } from '../drawing/written-values.ts';
import { type Leaf, leavesOf } from './literal-leaves.ts';
import { rangeOf } from './syntax.ts';

/** One literal within the expression changed where there is one, else the whole of it. */
export function valueTwins(text: string, node: Expression): (random: Random) => TwinEdits {
  const leaves = leavesOf(node);
  return (random) => {
    const leaf = random.pick(leaves);
    return leaf === undefined
      ? wholeTwins(text, node, random)
      : editsAt(leaf.node, leafTwins(text, leaf, random));
  };
}

export function hasLiteral(node: Expression | undefined): boolean {
  return node !== undefined && leavesOf(node).length > 0;
}

/**
 * Puts text that nothing computes in the place of an expression. The comma is there so that both forms look
 * alike.
 */
export function wholeTwins(text: string, node: Node, random: Random): TwinEdits {
  return editsAt(node, wholeWritten(text, node, random));
}

export function editsAt(node: Node, written: WrittenTwins): TwinEdits {
  const range = rangeOf(node);
  return {
    impossible: { ...range, text: written.impossible },
    equal: written.equal === null ? null : { ...range, text: written.equal },
  };
}

function leafTwins(text: string, leaf: Leaf, random: Random): WrittenTwins {
  switch (leaf.kind) {
    case 'integer':
      return integerTwins(leaf.value, random) ?? wholeWritten(text, leaf.node, random);
    case 'bigint': {
      const shift = BigInt(random.integer(1_000, 999_999));
      const far = leaf.value + BigInt(random.integer(1_000, 999_999));
      const written = (value: bigint) => `(${value + shift}n - ${shift}n)`;
      return { impossible: written(far), equal: written(leaf.value) };
    }
    case 'float':
      return {
        impossible: `(${leaf.value + random.integer(1_000, 999_999)} - 0)`,
        equal: `(${leaf.value} - 0)`,
      };
    case 'boolean': {
      const low = random.integer(10, 499);
      const high = random.integer(500, 999);
      const written = (value: boolean) => (value ? `(${low} < ${high})` : `(${high} < ${low})`);
      return { impossible: written(!leaf.value), equal: written(leaf.value) };
    }
    case 'string':
      return {
        impossible: inHalves(freshText(leaf.value, random), random),
        equal: inHalves(leaf.value, random),
      };
    case 'pattern':
      return {
        impossible: `/(?:${random.letters(16)})/${leaf.flags}`,
        equal: leaf.pattern === '' ? null : `/(?:${leaf.pattern})/${leaf.flags}`,
      };
    case 'nothing':
      return wholeWritten(text, leaf.node, random);
  }
}

function wholeWritten(text: string, node: Node, random: Random): WrittenTwins {
  const { start, end } = rangeOf(node);
  return { impossible: `(0, '${random.letters(16)}')`, equal: `(0, ${text.slice(start, end)})` };
}

function inHalves(value: string, random: Random): string {
  const cut = random.integer(0, value.length);
  return `(${JSON.stringify(value.slice(0, cut))} + ${JSON.stringify(value.slice(cut))})`;
}
