import { describe, expect, test } from '@jest/globals';
import { goalOfRequest, viewForRequest } from '../../../workflows/turn/goal-of-request.ts';
import { newTurn } from '../../../workflows/turn/turn.ts';
import { GOAL_REF, goalWith, NOW_MS, stateWith } from '../../support/workflow/thread-states.ts';

const ACTIVE = stateWith(goalWith({ hasBaseline: true }));

describe('goalOfRequest', () => {
  test('the goal that the turn works for → that one, as it is now', () => {
    expect(goalOfRequest(ACTIVE, newTurn('continuation', GOAL_REF))).toBe(ACTIVE.goal);
  });

  test('a user turn without a goal, and one that runs by now → that one', () => {
    expect(goalOfRequest(ACTIVE, newTurn('user', undefined))).toBe(ACTIVE.goal);
  });

  test.each([
    ['it has no baseline yet', { goal: goalWith({ hasBaseline: false }) }],
    ['it is paused', { goal: goalWith({ hasBaseline: true, status: 'paused' }) }],
    ['the thread plans', { mode: 'plan' as const }],
  ])('a user turn without a goal, and %s → none', (_, fields) => {
    expect(goalOfRequest({ ...ACTIVE, ...fields }, newTurn('user', undefined))).toBeUndefined();
  });

  test('another goal than the turn works for → none', () => {
    const other = newTurn('user', { ...GOAL_REF, goalId: 'goal_other' });
    expect(goalOfRequest(ACTIVE, other)).toBeUndefined();
  });
});

test('viewForRequest: an edit since the turn began → says so; none → says nothing of it', () => {
  const turn = newTurn('continuation', GOAL_REF);
  const goal = goalWith({ revision: GOAL_REF.revision });
  expect(viewForRequest(ACTIVE, goal, turn, NOW_MS)).not.toHaveProperty('isEdited');
  const edited = { ...goal, revision: goal.revision + 1 };
  expect(viewForRequest(ACTIVE, edited, turn, NOW_MS)).toMatchObject({ isEdited: true });
});
