import { describe, expect, test } from '@jest/globals';
import type { ChecksResult } from '../../workflows/activities.ts';
import { applyBaseline, applyVerdict, ruleOnBlocked } from '../../workflows/claim.ts';
import { DEFAULT_POLICY } from '../../workflows/contract.ts';
import type { ThreadState } from '../../workflows/thread-state.ts';
import { GOAL_REF, goalWith, NOW_MS, stateWith } from '../support/thread-states.ts';

const PROVEN: ChecksResult = {
  outcomes: [{ name: 'p95', role: 'verification', passed: true, exitCode: 0, metric: 95 }],
  changedProtectedPaths: [],
  proven: true,
};
const REFUSED: ChecksResult = {
  outcomes: [{ name: 'p95', role: 'verification', passed: false, exitCode: 0, metric: 135 }],
  changedProtectedPaths: [],
  proven: false,
  reason: 'p95 is 135',
};

describe('applyVerdict', () => {
  test('proven and active → complete by the model, with the reason', () => {
    const state = applyVerdict(stateWith(goalWith()), GOAL_REF, PROVEN, NOW_MS);
    expect(state.goal).toMatchObject({ status: 'complete', checks: PROVEN.outcomes });
    expect(state.events.at(-1)).toMatchObject({ change: 'completed', actor: 'model' });
  });

  test('not proven → still active, refusal counted', () => {
    const state = applyVerdict(stateWith(goalWith()), GOAL_REF, REFUSED, NOW_MS);
    expect(state.goal).toMatchObject({ status: 'active', refusedAudits: 1 });
  });

  test('proven, but paused meanwhile → stays paused', () => {
    const state = applyVerdict(stateWith(goalWith({ status: 'paused' })), GOAL_REF, PROVEN, NOW_MS);
    expect(state.goal?.status).toBe('paused');
  });

  test('verdict for a replaced goal or an older revision → changes nothing', () => {
    const state = stateWith(goalWith({ goalId: 'goal_2' }));
    expect(applyVerdict(state, GOAL_REF, PROVEN, NOW_MS)).toBe(state);
    const edited = stateWith(goalWith({ revision: 2 }));
    expect(applyVerdict(edited, GOAL_REF, PROVEN, NOW_MS)).toBe(edited);
  });

  test('refusals up to the cap → blocked, and the reason names the failing check', () => {
    let state = stateWith(goalWith({ policy: { ...DEFAULT_POLICY, maxRefusedAudits: 3 } }));
    for (let i = 0; i < 3; i++) state = applyVerdict(state, GOAL_REF, REFUSED, NOW_MS);
    expect(state.goal).toMatchObject({ status: 'blocked', refusedAudits: 3 });
    expect(state.goal?.statusReason).toContain('p95 is 135');
  });
});

describe('applyBaseline', () => {
  test('checks ran → their results stand, and the goal may start', () => {
    const state = applyBaseline(stateWith(goalWith({ hasBaseline: false })), GOAL_REF, REFUSED, NOW_MS);
    expect(state.goal).toMatchObject({ status: 'active', hasBaseline: true, checks: REFUSED.outcomes });
  });

  test('a check cannot run → blocked at once, and a resumed goal tries the checks again', () => {
    const broken = { ...REFUSED, cannotRun: 'p95: exit 127' };
    const state = applyBaseline(stateWith(goalWith({ hasBaseline: false })), GOAL_REF, broken, NOW_MS);
    expect(state.goal).toMatchObject({ status: 'blocked', hasBaseline: false });
    expect(state.goal?.statusReason).toContain('exit 127');
  });
});

describe('ruleOnBlocked', () => {
  const atTurn = (state: ThreadState, turn: number): ThreadState => ({ ...state, turn });

  test('the same blocker in three consecutive turns → granted in the third, refused with the count before', () => {
    let state = stateWith(goalWith());
    for (const turn of [1, 2]) {
      const ruling = ruleOnBlocked(atTurn(state, turn), GOAL_REF, 'No API key', NOW_MS);
      expect(ruling.granted).toBe(false);
      expect(ruling.text).toContain(`${turn} so far`);
      state = ruling.state;
    }
    const ruling = ruleOnBlocked(atTurn(state, 3), GOAL_REF, 'no api key ', NOW_MS);
    expect(ruling.granted).toBe(true);
    expect(ruling.state.goal).toMatchObject({ status: 'blocked' });
  });

  test('named three times in one turn → counts once', () => {
    let state = atTurn(stateWith(goalWith()), 1);
    for (let i = 0; i < 3; i++) {
      const ruling = ruleOnBlocked(state, GOAL_REF, 'x', NOW_MS);
      expect(ruling.granted).toBe(false);
      state = ruling.state;
    }
  });

  test('a turn in between, or another blocker → counts afresh', () => {
    const first = ruleOnBlocked(atTurn(stateWith(goalWith()), 1), GOAL_REF, 'x', NOW_MS).state;
    const gap = ruleOnBlocked(atTurn(first, 3), GOAL_REF, 'x', NOW_MS).state;
    expect(gap.continuation.blocker).toMatchObject({ turns: 1 });
    const other = ruleOnBlocked(atTurn(first, 2), GOAL_REF, 'y', NOW_MS).state;
    expect(other.continuation.blocker).toMatchObject({ name: 'y', turns: 1, switched: true });
  });

  test('no such goal on the thread → refused', () => {
    expect(ruleOnBlocked(stateWith(null), GOAL_REF, 'x', NOW_MS).granted).toBe(false);
  });
});
