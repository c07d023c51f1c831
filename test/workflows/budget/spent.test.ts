import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addSpent, NOTHING_SPENT, spentIn } from '../../../workflows/budget/spent.ts';

const USAGE = { inputTokens: 10, cachedInputTokens: 4, outputTokens: 2, costUsd: 0.1 };
const SPENT = { modelCalls: 2, usage: USAGE };

describe('spentIn', () => {
  test('what an Activity said, through JSON → the same', () => {
    expect(spentIn(JSON.parse(JSON.stringify({ spent: SPENT, resetAtMs: 5 })))).toEqual(SPENT);
  });

  test('anything → whole figures that are never negative; nothing of it throws', () => {
    fc.assert(
      fc.property(fc.anything(), (details) => {
        for (const given of [
          details,
          { spent: details },
          { spent: { usage: details, modelCalls: details } },
        ]) {
          const { modelCalls, usage } = spentIn(given);
          for (const figure of [modelCalls, ...Object.values(usage)]) {
            expect(Number.isFinite(figure)).toBe(true);
            expect(figure).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });
});

test('addSpent: → the sum; a price only where one is known', () => {
  expect(addSpent(SPENT, SPENT)).toEqual({
    modelCalls: 4,
    usage: { inputTokens: 20, cachedInputTokens: 8, outputTokens: 4, costUsd: 0.2 },
  });
  expect(addSpent(NOTHING_SPENT, NOTHING_SPENT)).toEqual(NOTHING_SPENT);
});
