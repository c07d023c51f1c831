import { describe, expect, test } from '@jest/globals';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { decideBlocked } from '../../../workflows/turn/completion-claim.ts';
import { GOAL_REF, goalWith, NOW_MS, policyWith, stateWith } from '../../support/workflow/thread-states.ts';

/** Names the obstacle once in each of the turns. */
function named(state: ThreadState, name: string, ...turns: number[]) {
  let ruled = { state, ruling: { granted: false, text: '' } };
  for (const turn of turns)
    ruled = decideBlocked({ ...ruled.state, turn }, GOAL_REF, name, 40 + turn, NOW_MS);
  return ruled;
}

describe('decideBlocked', () => {
  const active = stateWith(goalWith());

  test('the same blocker in three consecutive turns → granted in the third, refused with the count before [C45]', () => {
    for (const turns of [[1], [1, 2]]) {
      const { ruling, state } = named(active, 'No API key', ...turns);
      expect([ruling.granted, state.goal?.status]).toEqual([false, 'active']);
      expect(ruling.text).toContain(`${turns.length} so far`);
    }
    const { ruling, state } = named(active, 'no api key ', 1, 2, 3);
    expect(ruling.granted).toBe(true);
    expect(state.goal).toMatchObject({
      status: 'blocked',
      statusReason: 'the same obstacle in 3 turns: no api key',
      statusCause: { kind: 'blockedByModel', turns: 3 },
      blockedSeq: 43,
    });
    expect(state.events).toMatchObject([{ change: 'blocked', actor: 'model', goal: { blockedSeq: 43 } }]);
  });

  test('named three times in one turn → counts once', () => {
    const { ruling, state } = named(active, 'x', 1, 1, 1);
    expect(ruling.granted).toBe(false);
    expect(state.continuation.blocker).toMatchObject({ turns: 1 });
    expect(named(active, 'x', 1, 2, 2, 3).ruling.granted).toBe(true);
  });

  test('a turn in between, or another blocker → counts afresh', () => {
    expect(named(active, 'x', 1, 3).state.continuation.blocker).toMatchObject({ turns: 1, switched: false });
    const other = named(named(active, 'x', 1).state, 'y', 2).state;
    expect(other.continuation.blocker).toMatchObject({ name: 'y', turns: 1, switched: true });
    expect(named(other, 'x', 3, 4).ruling.granted).toBe(false);
  });

  test('policy of one turn → granted at once', () => {
    const hasty = stateWith(goalWith({ policy: policyWith({ blockedAfterTurns: 1 }) }));
    expect(named(hasty, 'x', 1).state.goal?.status).toBe('blocked');
  });

  test('no such goal on the thread → refused [C48]', () => {
    expect(named(stateWith(null), 'x', 1, 2, 3).ruling.granted).toBe(false);
    expect(decideBlocked(active, undefined, 'x', 1, NOW_MS)).toMatchObject({
      state: active,
      ruling: { granted: false },
    });
  });

  test.each<GoalStatus>(['paused', 'usageLimited', 'budgetLimited', 'complete'])(
    'named often enough, but the goal is %s → refused, and it stays so [C34 C134]',
    (status) => {
      const { ruling, state } = named(stateWith(goalWith({ status })), 'x', 1, 2, 3);
      expect(ruling).toEqual({ granted: false, text: `Refused: the goal is ${status}.` });
      expect(state.goal?.status).toBe(status);
    },
  );

  test('a very long blocker → kept short', () => {
    const { state } = named(active, 'x'.repeat(5_000), 1);
    expect(state.continuation.blocker?.name).toHaveLength(200);
  });
});
