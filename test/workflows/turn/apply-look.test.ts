import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../../workflows/contract/contract.ts';
import type { CheckResult } from '../../../workflows/evidence/check-result.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { endTurn, type TurnReport } from '../../../workflows/turn/after-turn.ts';
import { applyLook, lookFailed } from '../../../workflows/turn/apply-look.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import {
  eventTypes,
  GOAL_REF,
  goalWith,
  NOW_MS,
  reportWith,
  stateWith,
} from '../../support/workflow/thread-states.ts';

const policy = { ...DEFAULT_POLICY, progress: 'nearer' as const };
const active = stateWith(goalWith({ policy }));
const FAR = [
  outcomeWith({ name: 'p95', passed: false, gap: 40 }),
  outcomeWith({ name: 'tests', passed: false }),
];

const resultOf = (outcomes: readonly CheckResult[]) => ({
  outcomes,
  changedProtectedPaths: [],
  proven: false,
  seq: 90,
});
/** Turns that each leave the workspace as it never was. */
function busy(start: ThreadState, count: number, report: Partial<TurnReport> = {}): ThreadState {
  let state = start;
  for (let turn = 0; turn < count; turn++) {
    const next = { ...state, turn: state.turn + 1 };
    state = endTurn(next, reportWith({ digest: `d${next.turn}`, ...report }), NOW_MS);
  }
  return state;
}
const looked = (state: ThreadState, outcomes = FAR): ThreadState =>
  applyLook(state, GOAL_REF, resultOf(outcomes), NOW_MS);

describe('turns that change files and bring nothing nearer', () => {
  test('five of them → the checks run to see, not before', () => {
    expect(decide(busy(active, 4), NOW_MS)).toMatchObject({ action: 'turn', kind: 'continuation' });
    expect(decide(busy(active, 5), NOW_MS)).toEqual({
      action: 'measure',
      reason: 'nothing came nearer in 5 turns: the checks run to see',
    });
  });

  test('nothing nearer, look after look → later and later, and stalled with the fifth look, after 25 turns', () => {
    let state = looked(active);
    const delays: number[] = [];
    for (let look = 1; look <= 5; look++) {
      state = looked(busy(state, 5));
      delays.push(state.continuation.notBeforeMs - NOW_MS);
    }
    expect(delays.slice(0, 4)).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect(state.continuation.suppressedBecause).toMatch(
      /^in 25 automatic turns in a row nothing came nearer/,
    );
    expect(eventTypes(state).filter((type) => type === 'goalStalled')).toHaveLength(1);
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'idle' });
  });

  test.each([
    [
      'a figure',
      [outcomeWith({ name: 'p95', passed: false, gap: 39 }), outcomeWith({ name: 'tests', passed: false })],
    ],
    [
      'one more check passes',
      [outcomeWith({ name: 'p95', passed: false, gap: 40 }), outcomeWith({ name: 'tests', passed: true })],
    ],
  ])('the look finds %s nearer → at once the next turn, and the count begins anew', (_, outcomes) => {
    const state = looked(busy(looked(active), 5), outcomes);
    expect(state.continuation).toMatchObject({ idleTurns: 0 });
    expect(state.continuation.stretch).toBeUndefined();
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'turn' });
    expect(state.goal).toMatchObject({ checks: outcomes, checksSeq: 90, status: 'active' });
  });

  test('all checks pass → the goal is not complete: only a claim ends it', () => {
    const passing = FAR.map((outcome) => ({ ...outcome, passed: true, gap: 0 }));
    expect(looked(busy(active, 5), passing).goal?.status).toBe('active');
  });

  test('one turn in between came nearer, by a claim with evidence or an audit → the count begins anew', () => {
    const state = busy(busy(busy(active, 4), 1, { isNearer: true }), 4);
    expect(state.continuation.stretch).toMatchObject({ turns: 4 });
  });

  test('a claim of completion in the turn that makes the look due has shown the figures → no second run of the checks', () => {
    const state = busy(busy(active, 4), 1, { hasMeasured: true });
    expect(state.continuation.stretch).toMatchObject({ looks: 1, turnsSinceLook: 0 });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'wait' });
  });

  test('a contract that says long stretches are normal, or one of an older release → no look, however long', () => {
    for (const old of [DEFAULT_POLICY, { ...DEFAULT_POLICY, progress: undefined } as never]) {
      const state = busy(stateWith(goalWith({ policy: old })), 60);
      expect(state.continuation.stretch).toBeUndefined();
      expect(decide(state, NOW_MS)).toMatchObject({ action: 'turn' });
    }
  });

  test('turns that wait for something → are not counted', () => {
    expect(busy(active, 30, { hasYielded: true }).continuation.stretch).toBeUndefined();
  });

  test('the checks cannot run → nothing is held against the goal, and the next look is five turns away', () => {
    const state = lookFailed(busy(active, 5), GOAL_REF, NOW_MS);
    expect(state.continuation.stretch).toMatchObject({ looks: 0, turnsSinceLook: 0 });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'turn' });
  });

  test('the contract was edited, or the goal is another, while they ran → the result is of no use', () => {
    const due = busy(active, 5);
    const edited = { ...due, goal: goalWith({ policy, revision: 2 }) };
    expect(looked(edited)).toBe(edited);
    const other = { ...due, goal: goalWith({ policy, goalId: 'goal_9' }) };
    expect(looked(other)).toBe(other);
  });

  test('paused while they ran → the figures are shown, and nothing is counted', () => {
    const paused = { ...busy(active, 5), goal: goalWith({ policy, status: 'paused' }) };
    const state = looked(paused);
    expect(state.goal).toMatchObject({ status: 'paused', checks: FAR });
    expect(state.continuation.suppressedBecause).toBeUndefined();
  });
});
