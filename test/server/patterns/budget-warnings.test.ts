import { expect, test } from '@jest/globals';
import { uncountedWarnings } from '../../../server/patterns/budget-warnings.ts';
import { usageWith } from '../../support/workflow/thread-states.ts';

const contract = { budget: { tokens: 5_000, turns: 3 } };

test('uncountedWarnings: calls without a token, and a limit of tokens → that it will stop nothing', () => {
  expect(uncountedWarnings({ usage: usageWith({ modelCalls: 4 }), contract })).toMatchObject([
    { code: 'tokensNotCounted', field: 'budget.tokens' },
  ]);
});

test('uncountedWarnings: no call yet, tokens that are counted, or no such limit → none', () => {
  expect(uncountedWarnings({ usage: usageWith({}), contract })).toEqual([]);
  expect(uncountedWarnings({ usage: usageWith({ modelCalls: 1, outputTokens: 1 }), contract })).toEqual([]);
  expect(
    uncountedWarnings({ usage: usageWith({ modelCalls: 4 }), contract: { budget: { turns: 3 } } }),
  ).toEqual([]);
});
