import { describe, expect, test } from '@jest/globals';
import { callRefusedBy, charge, goalView, limitBudget } from '../../workflows/accounting.ts';
import { addUsage, billedTokens, NO_USAGE } from '../../workflows/usage.ts';
import { GOAL_REF, goalWith, NOW_MS, stateWith } from '../support/thread-states.ts';

describe('usage', () => {
  test('billedTokens: input 900, cached 400, output 80 → 580', () => {
    expect(billedTokens({ inputTokens: 900, cachedInputTokens: 400, outputTokens: 80 })).toBe(580);
  });

  test('addUsage: negative delta → counts as 0', () => {
    expect(addUsage({ ...NO_USAGE, inputTokens: 5 }, { inputTokens: -3, outputTokens: 2 })).toMatchObject({
      inputTokens: 5,
      outputTokens: 2,
    });
  });
});

describe('charge', () => {
  const delta = { inputTokens: 10, outputTokens: 5 };

  test("the goal it was spent for → thread's and goal's usage grow", () => {
    const state = charge(stateWith(goalWith()), GOAL_REF, delta);
    expect([billedTokens(state.usage), billedTokens(state.goal?.usage ?? NO_USAGE)]).toEqual([15, 15]);
  });

  test.each([
    ['a replaced goal', goalWith({ goalId: 'goal_2' })],
    ['a goal that is complete since', goalWith({ status: 'complete' })],
    ['no goal', null],
  ])('%s → only the thread pays', (_, goal) => {
    const state = charge(stateWith(goal), GOAL_REF, delta);
    expect(billedTokens(state.usage)).toBe(15);
    expect(state.goal?.usage ?? NO_USAGE).toEqual(NO_USAGE);
  });

  test('a paused goal → still pays for the turn in flight', () => {
    const state = charge(stateWith(goalWith({ status: 'paused' })), GOAL_REF, delta);
    expect(billedTokens(state.goal?.usage ?? NO_USAGE)).toBe(15);
  });
});

describe('budget', () => {
  test('used reaches the budget exactly → the next call is refused, naming the dimension', () => {
    const goal = goalWith({ budget: { toolCalls: 2 }, usage: { ...NO_USAGE, toolCalls: 2 } });
    expect(callRefusedBy(stateWith(goal), GOAL_REF)).toBe('toolCalls: 2 of 2');
  });

  test('one below → allowed', () => {
    const goal = goalWith({ budget: { toolCalls: 2 }, usage: { ...NO_USAGE, toolCalls: 1 } });
    expect(callRefusedBy(stateWith(goal), GOAL_REF)).toBeUndefined();
  });

  test('last turn paid for → its calls still run', () => {
    const goal = goalWith({ budget: { turns: 1 }, usage: { ...NO_USAGE, turns: 1 } });
    expect(callRefusedBy(stateWith(goal), GOAL_REF)).toBeUndefined();
  });

  test('limitBudget: active or paused → budgetLimited; complete → untouched', () => {
    expect(limitBudget(stateWith(goalWith()), 'x', NOW_MS).goal?.status).toBe('budgetLimited');
    expect(limitBudget(stateWith(goalWith({ status: 'paused' })), 'x', NOW_MS).goal?.status).toBe(
      'budgetLimited',
    );
    expect(limitBudget(stateWith(goalWith({ status: 'complete' })), 'x', NOW_MS).goal?.status).toBe(
      'complete',
    );
  });

  test('goalView: limited and unlimited dimensions → only the limited ones have a remainder', () => {
    const goal = goalWith({ budget: { tokens: 100 }, usage: { ...NO_USAGE, inputTokens: 130 } });
    expect(goalView(goal)).toEqual({
      ...GOAL_REF,
      status: 'active',
      tokensUsed: 130,
      tokensLeft: 0,
    });
  });
});
