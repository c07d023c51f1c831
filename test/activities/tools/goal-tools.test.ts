import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ToolBench } from '../../support/tool-bench.ts';
import { openToolBench } from '../../support/tool-bench.ts';

let bench: ToolBench;
beforeAll(async () => {
  bench = await openToolBench();
}, 120_000);
beforeEach(() => bench.renew());
afterAll(() => bench?.box.close());

describe('goal tools', () => {
  const goal = { goalId: 'g', revision: 2, status: 'active', tokensUsed: 5, refusedAudits: 0 };
  test('get_goal → the view and the contract; without a goal, null', async () => {
    const { output } = await bench.call('get_goal', {}, { goal, contractText: 'Make it pass.' });
    expect(JSON.parse(output)).toEqual({ goal, contract: 'Make it pass.' });
    expect(JSON.parse((await bench.call('get_goal', {})).output)).toEqual({ goal: null });
  });

  test('update_goal → the ruling of the workflow, and never more', async () => {
    const args = { status: 'blocked', blocker: 'no key' };
    expect(await bench.call('update_goal', args, { ruling: 'Refused: 1 of 3.' })).toEqual({
      ok: true,
      output: 'Refused: 1 of 3.',
    });
    expect((await bench.call('update_goal', args)).ok).toBe(false);
  });
});
