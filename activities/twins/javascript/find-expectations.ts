/** All expectations of a test file in JavaScript or TypeScript that can be changed. */
import type { Node } from '@babel/types';
import type { Expectation } from '../drawing/expectation.ts';
import { assertTwins } from './assert-calls.ts';
import { assertNames } from './assert-names.ts';
import { expectTwins } from './expect-chains.ts';
import { valueTwins } from './expected-value.ts';
import { lineOf, parseTest, walk } from './syntax.ts';
import { rowValues } from './table-rows.ts';
import { placeOf, testCallOf } from './test-cases.ts';

/** Throws what the parser says of a text that is no program. */
export function findExpectations(path: string, text: string): Expectation[] {
  const file = parseTest(path, text);
  const names = assertNames(file);
  const found: { expectation: Expectation; isOnly: boolean }[] = [];
  walk(file, (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (isInnerPart(node, parent)) return;
    const isInCase = ancestors.some((each) => testCallOf(each)?.isSuite === false);
    const twins =
      (node.type === 'CallExpression' ? assertTwins(text, node, parent, names, isInCase) : undefined) ??
      expectTwins(text, node, parent);
    if (twins === undefined) return;
    const sure = placeOf(ancestors);
    const place = sure ?? placeOf(ancestors, true);
    if (place === undefined) return;
    const { testCase, standing, isOnly } = place;
    const where = { testCase, standing, ...(sure === undefined ? { isSkippable: true as const } : {}) };
    const rows = rowValues(file, node, ancestors);
    for (const each of rows)
      found.push({
        expectation: { line: lineOf(each), ...where, twins: valueTwins(text, each, 'exact') },
        isOnly,
      });
    // What all rows have in common is left to a table that is not written out.
    if (rows.length === 0) found.push({ expectation: { line: lineOf(node), ...where, twins }, isOnly });
  });
  const hasOnly = found.some(({ isOnly }) => isOnly);
  return found.filter(({ isOnly }) => isOnly || !hasOnly).map(({ expectation }) => expectation);
}

/** A chain goes on from here, so that the whole of it is what counts. */
const isInnerPart = (node: Node, parent: Node | undefined): boolean =>
  (parent?.type === 'MemberExpression' && parent.object === node && isAssertionMember(parent)) ||
  (parent?.type === 'CallExpression' && parent.callee === node);

/** `.then` and its like belong to the promise, not to the chain. */
const isAssertionMember = (node: Node): boolean =>
  node.type === 'MemberExpression' &&
  !(node.property.type === 'Identifier' && ['then', 'catch', 'finally'].includes(node.property.name));
