import { describe, expect, test } from '@jest/globals';
import { NO_USAGE } from '../../../workflows/budget/usage.ts';
import { NO_RESULT } from '../../../workflows/evidence/progress.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import { beginGoal } from '../../../workflows/thread/begin-goal.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import {
  eventTypes,
  goalWith,
  NOW_MS,
  newGoalWith,
  policyWith,
  stateWith,
  usageWith,
} from '../../support/workflow/thread-states.ts';

const request = { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS };

describe('beginGoal', () => {
  test('empty thread → active, nothing spent, nothing measured, in revision 1 [C1]', () => {
    const goal = newGoalWith({ budget: { tokens: 123 }, notBeforeMs: NOW_MS + 1 });
    const state = beginGoal(stateWith(null), goal, 'user', NOW_MS);
    expect(state.goal).toEqual({
      ...goal,
      revision: 1,
      status: 'active',
      statusReason: 'set by the user',
      statusCause: { kind: 'set', by: 'user' },
      usage: NO_USAGE,
      setAtMs: NOW_MS,
      updatedAtMs: NOW_MS,
      hasBaseline: false,
      checks: [],
      best: NO_RESULT,
      refusedAudits: 0,
      hasWrappedUp: false,
    });
    expect(state.events).toMatchObject([{ type: 'goalChanged', change: 'set', actor: 'user' }]);
  });

  test('set by the model → the record says so', () => {
    const state = beginGoal(stateWith(null), newGoalWith(), 'model', NOW_MS);
    expect(state.goal?.statusReason).toBe('set by the model');
    expect(state.events).toMatchObject([{ actor: 'model' }]);
  });

  test('a policy with gaps, from an older sender → the defaults stand in', () => {
    const goal = newGoalWith({ policy: { stallAfterTurns: 9 } as never });
    expect(beginGoal(stateWith(null), goal, 'user', NOW_MS).goal?.policy).toEqual(
      policyWith({ stallAfterTurns: 9 }),
    );
  });

  test.each<GoalStatus>(['active', 'paused', 'blocked', 'usageLimited', 'budgetLimited'])(
    'in place of one that is %s → that one ends as cleared in the record, with what it spent; the new one begins at 0 [C13]',
    (status) => {
      const usage = usageWith({ inputTokens: 7 });
      const before = stateWith(goalWith({ status, usage, budget: { tokens: 100 } }));
      const state = beginGoal(before, newGoalWith(), 'user', NOW_MS + 1);
      expect(state.events).toMatchObject([
        { change: 'replaced', goal: { goalId: 'goal_1', status: 'cleared', usage } },
        { change: 'set', goal: { goalId: 'goal_2', status: 'active', usage: NO_USAGE } },
      ]);
      expect(state.goal).toMatchObject({ setAtMs: NOW_MS + 1, usage: NO_USAGE, budget: {} });
    },
  );

  test('after a complete one → that one stays complete in the record', () => {
    const before = stateWith(goalWith({ status: 'complete' }));
    const { events } = beginGoal(before, newGoalWith(), 'user', NOW_MS);
    expect(events).toMatchObject([{ change: 'set', goal: { goalId: 'goal_2' } }]);
  });

  test('an open question, a wait, what ended the last one → belonged to the old goal, and are gone', () => {
    const wait = { untilMs: NOW_MS + 1 };
    const before = stateWith(goalWith(), { request, wait, wokenBy: 'time' });
    const state = beginGoal(before, newGoalWith(), 'user', NOW_MS);
    expect([state.request, state.wait, state.wokenBy]).toEqual([undefined, undefined, undefined]);
    expect(eventTypes(state)).toEqual(['goalChanged', 'inputWithdrawn', 'goalChanged']);
  });

  test('messages that wait → stay', () => {
    const inputs = [{ inputId: 'msg_1' }];
    expect(beginGoal(stateWith(null, { inputs }), newGoalWith(), 'user', NOW_MS).inputs).toEqual(inputs);
  });

  test('its deadline has passed already → out of budget before anything runs, nothing spent [C12]', () => {
    const budget = { deadline: new Date(NOW_MS - 1).toISOString() };
    const state = beginGoal(stateWith(null), newGoalWith({ budget }), 'user', NOW_MS);
    expect(decide(state, NOW_MS).action).toBe('limitBudget');
    expect(state.goal?.usage).toEqual(NO_USAGE);
  });
});
