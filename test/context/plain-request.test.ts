import { expect, test } from '@jest/globals';
import { closingBlock } from '../../context/closing/closing-block.ts';
import { INSTRUCTIONS } from '../../context/instructions.ts';
import { REQUEST_TOOLS } from '../../context/tools/request-tools.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import { contractWith, goalViewWith, outcomeWith } from '../support/contract/sample-contract.ts';

/**
 * One such character makes the whole request's text two bytes wide: twice the cost of building and sending
 * it.
 */
const beyondAscii = (text: string): string[] => text.match(/[^\x20-\x7e\n]/g) ?? [];

test('request of a plain contract → our own words in it are plain ASCII', () => {
  const lines = [outcomeWith(), outcomeWith({ passed: false, metric: 135.2 })].map(checkLine);
  const kinds = (['user', 'continuation', 'wrapUp'] as const).map((kind) =>
    closingBlock({ kind, goal: goalViewWith(), contract: contractWith(), checkLines: lines }),
  );
  expect(beyondAscii([INSTRUCTIONS, JSON.stringify(REQUEST_TOOLS), ...kinds].join('\n'))).toEqual([]);
});
