import { describe, expect, test } from '@jest/globals';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import { reopened } from '../../../workflows/thread/reopen.ts';
import {
  eventTypes,
  goalWith,
  NOW_MS,
  policyWith,
  stateWith,
  usageWith,
} from '../../support/workflow/thread-states.ts';

const keep = policyWith({ onReopen: 'keep' });

describe('reopened', () => {
  test('paused, by default → goes on [C100]', () => {
    const state = reopened(stateWith(goalWith({ status: 'paused' })), NOW_MS);
    expect(state.goal).toMatchObject({ status: 'active', statusReason: 'the thread was reopened' });
    expect(state.events).toMatchObject([
      { type: 'threadReopened' },
      { type: 'goalChanged', change: 'reopened', actor: 'user' },
    ]);
  });

  test('paused, policy keep → stays paused [C100]', () => {
    const before = stateWith(goalWith({ status: 'paused', policy: keep }));
    const state = reopened(before, NOW_MS);
    expect(state.goal).toBe(before.goal);
    expect(eventTypes(state)).toEqual(['threadReopened']);
  });

  test('paused with nothing left of its budget → stays paused', () => {
    const goal = goalWith({ status: 'paused', budget: { turns: 1 }, usage: usageWith({ turns: 1 }) });
    expect(reopened(stateWith(goal), NOW_MS).goal?.status).toBe('paused');
    const late = goalWith({ status: 'paused', budget: { deadline: new Date(NOW_MS).toISOString() } });
    expect(reopened(stateWith(late), NOW_MS).goal?.status).toBe('paused');
  });

  test.each<GoalStatus>(['active', 'blocked', 'usageLimited', 'budgetLimited', 'complete'])(
    '%s → restored as it was, whatever the policy [C19]',
    (status) => {
      for (const goal of [goalWith({ status }), goalWith({ status, policy: keep })])
        expect(reopened(stateWith(goal), NOW_MS).goal).toBe(goal);
    },
  );

  test('no goal → none [C102]', () => {
    const state = reopened(stateWith(null, { inputs: [{ inputId: 'm' }], turn: 4, seq: 9 }), NOW_MS);
    expect(state).toMatchObject({ goal: null, inputs: [{ inputId: 'm' }], turn: 4, seq: 10 });
  });
});
