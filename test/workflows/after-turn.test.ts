import { describe, expect, test } from '@jest/globals';
import { endTurn, MAX_FAILING_TURNS, type TurnReport } from '../../workflows/after-turn.ts';
import { ruleOnBlocked } from '../../workflows/claim.ts';
import { DEFAULT_POLICY } from '../../workflows/contract.ts';
import { FRESH_CONTINUATION } from '../../workflows/thread-state.ts';
import { GOAL_REF, goalWith, NOW_MS, stateWith } from '../support/thread-states.ts';

const report = (fields: Partial<TurnReport> = {}): TurnReport => ({
  kind: 'continuation',
  goal: GOAL_REF,
  tokens: 100,
  toolCalls: 1,
  workingCalls: 1,
  ...fields,
});
const failure = { reason: 'the reply is empty', isFinal: false, isCancellation: false };

describe('endTurn', () => {
  test('automatic turn with a working call → goes on', () => {
    expect(endTurn(stateWith(goalWith()), report(), NOW_MS).continuation.suppressedBecause).toBeUndefined();
  });

  test('automatic turn without one → suppressed, and the stall is announced', () => {
    const state = endTurn(stateWith(goalWith()), report({ workingCalls: 0 }), NOW_MS);
    expect(state.continuation.suppressedBecause).toBeDefined();
    expect(state.events.map(({ type }) => type)).toEqual(['turnEnded', 'goalStalled']);
  });

  test('user turn without a tool call → not suppressed', () => {
    const state = endTurn(stateWith(goalWith()), report({ kind: 'user', workingCalls: 0 }), NOW_MS);
    expect(state.continuation.suppressedBecause).toBeUndefined();
  });

  test('policy continue → not suppressed', () => {
    const goal = goalWith({ policy: { ...DEFAULT_POLICY, onNoToolCall: 'continue' } });
    const state = endTurn(stateWith(goal), report({ workingCalls: 0 }), NOW_MS);
    expect(state.continuation.suppressedBecause).toBeUndefined();
  });

  test('turn that only names a blocker → goes on, so that the blocked rule can count; a switched blocker does not', () => {
    const named = ruleOnBlocked({ ...stateWith(goalWith()), turn: 1 }, GOAL_REF, 'x', NOW_MS).state;
    expect(
      endTurn(named, report({ workingCalls: 0 }), NOW_MS).continuation.suppressedBecause,
    ).toBeUndefined();
    const switched = ruleOnBlocked({ ...named, turn: 2 }, GOAL_REF, 'y', NOW_MS).state;
    expect(
      endTurn(switched, report({ workingCalls: 0 }), NOW_MS).continuation.suppressedBecause,
    ).toBeDefined();
  });

  test('failing turns → growing back-off, then blocked with the reason', () => {
    let state = stateWith(goalWith());
    const backOffsMs: number[] = [];
    for (let i = 0; i < MAX_FAILING_TURNS; i++) {
      expect(state.goal?.status).toBe('active');
      state = endTurn(state, report({ failure }), NOW_MS);
      backOffsMs.push(state.continuation.notBeforeMs - NOW_MS);
    }
    expect(backOffsMs).toEqual([5_000, 10_000, 20_000]);
    expect(state.goal).toMatchObject({
      status: 'blocked',
      statusReason: 'the reply is empty (3 turns in a row)',
    });
  });

  test('failure that no repetition mends → blocked at once', () => {
    const state = endTurn(stateWith(goalWith()), report({ failure: { ...failure, isFinal: true } }), NOW_MS);
    expect(state.goal?.status).toBe('blocked');
  });

  test('a success in between → counts failures afresh', () => {
    const failed = endTurn(stateWith(goalWith()), report({ failure }), NOW_MS);
    expect(endTurn(failed, report(), NOW_MS).continuation.failingTurns).toBe(0);
  });

  test('turn stopped by the user → no failure, no back-off', () => {
    const stopped = { ...failure, isCancellation: true };
    expect(endTurn(stateWith(goalWith()), report({ failure: stopped }), NOW_MS).continuation).toEqual(
      FRESH_CONTINUATION,
    );
  });

  test('turn of a goal that was replaced → the new goal is neither stalled nor blocked', () => {
    const state = endTurn(
      stateWith(goalWith({ goalId: 'goal_2' })),
      report({ failure: { ...failure, isFinal: true } }),
      NOW_MS,
    );
    expect(state.goal).toMatchObject({ goalId: 'goal_2', status: 'active' });
  });
});
