import { expect, test } from '@jest/globals';
import { snapshotOf } from '../../../workflows/goal/goal.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import { type GoalOnRecord, rebuilt } from '../../../workflows/thread/rebuild.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { goalWith, NOW_MS, usageWith } from '../../support/workflow/thread-states.ts';

const thread = { threadId: 'thr_1', tenantId: 'default', seq: 63, turn: 7, inputIds: [] };
const goalOf = (fields: Parameters<typeof goalWith>[0], usage = {}): GoalOnRecord => ({
  snapshot: snapshotOf(goalWith(fields)),
  contract: contractWith({ objective: 'Halve p95', budget: { turns: 40 } }),
  ...usage,
});

test('rebuilt: an active goal → goes on behind the record, with its contract and what it has used, from a baseline on', () => {
  const usage = usageWith({ turns: 7, inputTokens: 900 });
  const state = rebuilt({ ...thread, goal: goalOf({ revision: 3 }, { usage }), inputIds: ['in_1'] });
  expect(state).toMatchObject({
    ...{ threadId: 'thr_1', tenantId: 'default', seq: 63, turn: 7, usage, inputs: [{ inputId: 'in_1' }] },
    goal: {
      goalId: 'goal_1',
      revision: 3,
      status: 'active',
      title: 'Halve p95',
      budget: { turns: 40 },
      usage,
    },
  });
  expect(decide({ ...state, inputs: [] }, NOW_MS).action).toBe('baseline');
  expect(state).not.toHaveProperty('writtenSeq');
});

test.each(['paused', 'blocked', 'complete', 'budgetLimited'] as const)('rebuilt: %s → stays so', (status) => {
  const state = rebuilt({ ...thread, goal: goalOf({ status }) });
  expect(state.goal?.status).toBe(status);
  expect(decide(state, NOW_MS).action).toBe('idle');
});

test('rebuilt: a contest whose question was open → withdrawn; one that was ruled on → as it was', () => {
  const contest = { check: 'a', revision: 1, turn: 1, callSeq: 2, atMs: 0 };
  const contests = [
    { ...contest, ruling: 'open' as const },
    { ...contest, ruling: 'stands' as const },
  ];
  const { goal } = rebuilt({ ...thread, goal: goalOf({ contests }) });
  expect(goal?.contests?.map(({ ruling }) => ruling)).toEqual(['withdrawn', 'stands']);
});

test('rebuilt: no goal → at rest', () => {
  expect(rebuilt(thread)).toMatchObject({ goal: null, seq: 63, turn: 7 });
});
