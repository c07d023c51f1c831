import { describe, expect, test } from '@jest/globals';
import { addUsage, billedTokens, NO_USAGE } from '../../../workflows/budget/usage.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import {
  callRefusedBy,
  callTimeLeftMs,
  charge,
  goalView,
  liftUsageLimit,
  limitBudget,
} from '../../../workflows/thread/accounting.ts';
import { currentGoal } from '../../../workflows/thread/state/current-goal.ts';
import {
  eventTypes,
  GOAL_REF,
  goalWith,
  NOW_MS,
  stateWith,
  usageWith,
} from '../../support/workflow/thread-states.ts';

describe('usage', () => {
  test('billedTokens: input 900, cached 400, output 80 → 580 [C51]', () => {
    expect(billedTokens({ inputTokens: 900, cachedInputTokens: 400, outputTokens: 80 })).toBe(580);
  });

  test('billedTokens: more cached than input → the input counts as 0', () => {
    expect(billedTokens({ inputTokens: 100, cachedInputTokens: 400, outputTokens: 80 })).toBe(80);
  });

  test('addUsage: negative delta → counts as 0 [C58]', () => {
    expect(addUsage({ ...NO_USAGE, inputTokens: 5 }, { inputTokens: -3, outputTokens: 2 })).toMatchObject({
      inputTokens: 5,
      outputTokens: 2,
    });
  });

  test('addUsage: many small prices → the same sum in whatever order', () => {
    const prices = [0.1, 0.2, 0.3, 0.000_000_001];
    const sum = (costs: number[]) =>
      costs.reduce((usage, costUsd) => addUsage(usage, { costUsd }), NO_USAGE).costUsd;
    expect(sum(prices)).toBe(0.600000001);
    expect(sum(prices.toReversed())).toBe(sum(prices));
  });
});

describe('charge', () => {
  const delta = { inputTokens: 10, outputTokens: 5 };

  test("the goal it was spent for → thread's and goal's usage grow; two deltas add up [C60]", () => {
    const state = charge(charge(stateWith(goalWith()), GOAL_REF, delta), GOAL_REF, delta);
    expect([billedTokens(state.usage), billedTokens(state.goal?.usage ?? NO_USAGE)]).toEqual([30, 30]);
  });

  test.each([
    ['a replaced goal', goalWith({ goalId: 'goal_2' })],
    ['a goal that is complete since', goalWith({ status: 'complete' })],
    ['no goal', null],
  ])('%s → only the thread pays [C49 C59]', (_, goal) => {
    const state = charge(stateWith(goal), GOAL_REF, delta);
    expect(billedTokens(state.usage)).toBe(15);
    expect(state.goal?.usage ?? NO_USAGE).toEqual(NO_USAGE);
  });

  test('a paused goal → still pays for the turn in flight [C65]', () => {
    const state = charge(stateWith(goalWith({ status: 'paused' })), GOAL_REF, delta);
    expect(billedTokens(state.goal?.usage ?? NO_USAGE)).toBe(15);
  });

  test('work for no goal, in plan mode for one → only the thread pays [C56]', () => {
    const state = charge(stateWith(goalWith()), undefined, delta);
    expect([billedTokens(state.usage), state.goal?.usage]).toEqual([15, NO_USAGE]);
  });

  test('parts of seconds → in ms, so that nothing of them is lost [C61]', () => {
    const goal = goalWith({ budget: { timeSeconds: 3 } });
    let state = stateWith(goal);
    for (let i = 0; i < 4; i++) state = charge(state, GOAL_REF, { activeMs: 600 });
    expect(state.goal?.usage.activeMs).toBe(2_400);
    expect(callRefusedBy(state, GOAL_REF, NOW_MS)).toBeUndefined();
    state = charge(state, GOAL_REF, { activeMs: 600 });
    expect(callRefusedBy(state, GOAL_REF, NOW_MS)).toBe('timeSeconds: 3 of 3');
  });

  test('an edited goal → pays for the work of its older revision', () => {
    const state = charge(stateWith(goalWith({ revision: 2 })), GOAL_REF, delta);
    expect(billedTokens(state.goal?.usage ?? NO_USAGE)).toBe(15);
  });
});

describe('currentGoal', () => {
  test('the same id, in whatever revision → the goal; another or none → undefined', () => {
    const edited = goalWith({ revision: 7 });
    expect(currentGoal(stateWith(edited), GOAL_REF)).toBe(edited);
    expect(currentGoal(stateWith(goalWith({ goalId: 'goal_2' })), GOAL_REF)).toBeUndefined();
    expect(currentGoal(stateWith(null), GOAL_REF)).toBeUndefined();
    expect(currentGoal(stateWith(edited), undefined)).toBeUndefined();
  });
});

describe('callRefusedBy', () => {
  test('used reaches the budget exactly → the next call is refused, naming the dimension [C70]', () => {
    const goal = goalWith({ budget: { toolCalls: 2 }, usage: usageWith({ toolCalls: 2 }) });
    expect(callRefusedBy(stateWith(goal), GOAL_REF, NOW_MS)).toBe('toolCalls: 2 of 2');
  });

  test('one below → allowed', () => {
    const goal = goalWith({ budget: { toolCalls: 2 }, usage: usageWith({ toolCalls: 1 }) });
    expect(callRefusedBy(stateWith(goal), GOAL_REF, NOW_MS)).toBeUndefined();
  });

  test('last turn paid for → its calls still run', () => {
    const goal = goalWith({ budget: { turns: 1 }, usage: usageWith({ turns: 1 }) });
    expect(callRefusedBy(stateWith(goal), GOAL_REF, NOW_MS)).toBeUndefined();
  });

  test('a goal that was replaced since → its budget refuses nothing', () => {
    const goal = goalWith({ goalId: 'goal_2', budget: { tokens: 1 }, usage: usageWith({ inputTokens: 1 }) });
    expect(callRefusedBy(stateWith(goal), GOAL_REF, NOW_MS)).toBeUndefined();
  });
});

describe('limitBudget', () => {
  test.each<GoalStatus>(['paused', 'blocked', 'usageLimited', 'budgetLimited', 'complete'])(
    'a goal that is %s → left as it is, so that nothing hides why it stopped, and it sums up once [C66 C130]',
    (status) => {
      const before = stateWith(goalWith({ status, hasWrappedUp: true }));
      expect(limitBudget(before, 'x', NOW_MS)).toBe(before);
    },
  );

  test('an active goal → budgetLimited with the reason, the summary turn is due, an open question is taken back', () => {
    const request = { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS };
    const before = stateWith(goalWith({ hasWrappedUp: true }), { request });
    const state = limitBudget(before, 'tokens: 5 of 5', NOW_MS);
    expect(state.goal).toMatchObject({
      status: 'budgetLimited',
      statusReason: 'budget reached, tokens: 5 of 5',
      hasWrappedUp: false,
    });
    expect(state.request).toBeUndefined();
    expect(eventTypes(state)).toEqual(['inputWithdrawn', 'goalChanged']);
  });
});

describe('liftUsageLimit', () => {
  test('usageLimited → active again, the time of the reset is gone', () => {
    const goal = goalWith({ status: 'usageLimited', resumeAtMs: NOW_MS });
    const state = liftUsageLimit(stateWith(goal), NOW_MS);
    expect(state.goal?.status).toBe('active');
    expect(state.goal).not.toHaveProperty('resumeAtMs');
  });

  test.each<GoalStatus>(['active', 'paused', 'blocked', 'budgetLimited', 'complete'])(
    '%s → the system sets nothing going that it did not stop',
    (status) => {
      const before = stateWith(goalWith({ status }));
      expect(liftUsageLimit(before, NOW_MS).goal?.status).toBe(status);
    },
  );
});

describe('what an Activity is told', () => {
  test('goalView: limited and unlimited dimensions → only the limited ones have a remainder', () => {
    const goal = goalWith({ budget: { tokens: 100 }, usage: usageWith({ inputTokens: 130 }) });
    const view = { ...GOAL_REF, status: 'active', tokensUsed: 130 };
    expect(goalView(goal, NOW_MS)).toEqual({ ...view, left: { tokens: 0 } });
    expect(goalView({ ...goal, budget: {} }, NOW_MS)).toEqual(view);
  });

  test('goalView: claims were refused, checks have run → both are told', () => {
    expect(goalView(goalWith({ refusedAudits: 2, checksSeq: 9 }), NOW_MS)).toMatchObject({
      refusedAudits: 2,
      checksSeq: 9,
    });
  });

  test('callTimeLeftMs: of the goal that the call works for; none for another', () => {
    const state = stateWith(goalWith({ budget: { timeSeconds: 10 }, usage: usageWith({ activeMs: 4_000 }) }));
    expect(callTimeLeftMs(state, GOAL_REF, NOW_MS)).toBe(6_000);
    expect(callTimeLeftMs(state, { goalId: 'goal_2', revision: 1 }, NOW_MS)).toBeUndefined();
  });
});
