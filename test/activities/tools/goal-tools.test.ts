import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ToolBench } from '../../support/sandbox/tool-bench.ts';
import { openToolBench } from '../../support/sandbox/tool-bench.ts';

let bench: ToolBench;
beforeAll(async () => {
  bench = await openToolBench();
});
beforeEach(() => bench.renew());
afterAll(() => bench?.box.close());

describe('goal tools', () => {
  const goal = { goalId: 'g', revision: 2, status: 'active', tokensUsed: 5, refusedAudits: 0 };
  test('get_goal → the view and the contract; without a goal, null [C43]', async () => {
    const { output } = await bench.call('get_goal', {}, { goal, contractText: 'Make it pass.' });
    expect(JSON.parse(output)).toEqual({ goal, contract: 'Make it pass.' });
    expect(JSON.parse((await bench.call('get_goal', {})).output)).toEqual({ goal: null });
  });

  test.each([
    ['update_goal', { status: 'complete' }],
    ['update_goal', { status: 'blocked', blocker: 'no key', needed: 'a key', attempted: 'all' }],
    ['wait', { seconds: 60 }],
    ['request_input', { question: 'Which database?' }],
    ['create_goal', { objective: 'Make it fast', checks: [{ name: 'tests', command: 'npm test' }] }],
  ])(
    '%s %j without a ruling of the workflow → does nothing, and says that nothing is decided',
    async (name, args) => {
      expect(await bench.call(name, args, { goal })).toEqual({
        ok: false,
        output: 'The service has not decided on this. Go on with the work.',
      });
    },
  );
});
