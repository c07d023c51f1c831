import { describe, expect, test } from '@jest/globals';
import { newGoalOf } from '../../../workflows/goal/new-goal.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { NOW_MS, policyWith } from '../../support/workflow/thread-states.ts';

describe('newGoalOf', () => {
  test('contract → id, title, limits; none of its text', () => {
    const policy = policyWith({ minGapSeconds: 5 });
    const contract = contractWith({ budget: { turns: 9 }, policy, iterationPolicy: 'one change at a time' });
    expect(newGoalOf('goal_1', contract)).toEqual({
      goalId: 'goal_1',
      title: 'Make it fast',
      budget: { turns: 9 },
      policy,
    });
  });

  test('objective of several lines → the first is the title', () => {
    expect(newGoalOf('g', contractWith({ objective: 'One\nTwo\nThree' })).title).toBe('One');
  });

  test('first line of 201 characters → cut to 200, and marked', () => {
    const { title } = newGoalOf('g', contractWith({ objective: '😀'.repeat(201) }));
    expect(title).toBe(`${'😀'.repeat(199)}…`);
  });

  test('an auditor → said, without its model; without one → absent', () => {
    const verification = { checks: [], protectedPaths: [], auditor: { model: 'judge-1' } };
    expect(newGoalOf('g', contractWith({ verification })).hasAuditor).toBe(true);
    expect(newGoalOf('g', contractWith())).not.toHaveProperty('hasAuditor');
  });

  test('a time to begin → in ms; without one → absent', () => {
    const notBefore = new Date(NOW_MS).toISOString();
    expect(newGoalOf('g', contractWith({ notBefore })).notBeforeMs).toBe(NOW_MS);
    expect(newGoalOf('g', contractWith())).not.toHaveProperty('notBeforeMs');
  });
});
