import { describe, expect, test } from '@jest/globals';
import { omit } from '../../../objects/omit.ts';
import type { Goal, GoalStatus } from '../../../workflows/goal/goal.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import { FRESH_CONTINUATION } from '../../../workflows/thread/state/continuation.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import {
  endTurn,
  MAX_FAILING_TURNS,
  type TurnFailure,
  type TurnReport,
} from '../../../workflows/turn/after-turn.ts';
import {
  goalWith,
  heldBack,
  NOW_MS,
  policyWith,
  reportWith,
  stateWith,
} from '../../support/workflow/thread-states.ts';

const failing = (fields: Partial<TurnFailure> = {}): TurnFailure => ({
  reason: 'the reply is empty',
  isFinal: false,
  isCancellation: false,
  ...fields,
});
const fail = (state: ThreadState, failure = failing(), report: Partial<TurnReport> = {}) =>
  endTurn(state, reportWith({ ...report, failure }), NOW_MS);
const of = (fields: Partial<Goal>) => stateWith(goalWith(fields));
const active = of({});

describe('endTurn: a failing turn', () => {
  test('again and again → growing back-off, then blocked with the reason [C82]', () => {
    let state = active;
    const backOffsMs: number[] = [];
    for (let i = 0; i < MAX_FAILING_TURNS; i++) {
      expect(state.goal?.status).toBe('active');
      state = fail(state);
      backOffsMs.push(state.continuation.notBeforeMs - NOW_MS);
    }
    expect(backOffsMs).toEqual([5_000, 10_000, 20_000]);
    expect(state.goal).toMatchObject({
      status: 'blocked',
      statusReason: 'the reply is empty (3 turns in a row)',
      statusCause: { kind: 'turnsFailing', turns: 3 },
    });
  });

  test('in back-off → waits until its end, saying why', () => {
    expect(decide(fail(active), NOW_MS)).toEqual({
      action: 'wait',
      reason: 'back-off after failing turn 1 of 3: the reply is empty',
      untilMs: NOW_MS + 5_000,
    });
  });

  test('failure that no repetition mends → blocked at once [C82]', () => {
    expect(fail(active, failing({ isFinal: true })).goal).toMatchObject({
      status: 'blocked',
      statusReason: 'the reply is empty',
      statusCause: { kind: 'modelRefused' },
    });
  });

  test('a success in between → counts failures afresh', () => {
    expect(endTurn(fail(active), reportWith(), NOW_MS).continuation.failingTurns).toBe(0);
  });

  test.each<GoalStatus>(['paused', 'budgetLimited', 'complete'])(
    'a final one, the goal is %s meanwhile → stays so, with its reason [C83]',
    (status) => {
      const before = of({ status, statusReason: 'as it was' });
      expect(fail(before, failing({ isFinal: true })).goal).toBe(before.goal);
    },
  );

  test('stopped by a person → no failure, no back-off, no gap; the record has it', () => {
    const before = of({ policy: policyWith({ minGapSeconds: 60 }) });
    const state = fail(before, failing({ reason: 'stopped by the user', isCancellation: true }));
    expect(state.continuation).toEqual(FRESH_CONTINUATION);
    expect(state.events).toMatchObject([{ type: 'turnEnded', failure: 'stopped by the user' }]);
  });

  test('turn of a goal that was replaced → the new goal is not blocked', () => {
    expect(fail(of({ goalId: 'goal_2' }), failing({ isFinal: true })).goal).toMatchObject({
      goalId: 'goal_2',
      status: 'active',
    });
  });
});

describe("endTurn: the provider's usage limit", () => {
  const HOUR_MS = 3_600_000;
  const limited = failing({ reason: 'quota is spent', usageLimit: { resetAtMs: NOW_MS + HOUR_MS } });

  test('told when it is lifted → usageLimited, goes on by itself then, and not before [C77 C81]', () => {
    const state = fail(active, limited);
    expect(state.goal).toMatchObject({
      status: 'usageLimited',
      statusReason: 'quota is spent',
      statusCause: { kind: 'usageLimited' },
      resumeAtMs: NOW_MS + HOUR_MS,
    });
    expect(decide(state, NOW_MS)).toMatchObject({ action: 'wait', untilMs: NOW_MS + HOUR_MS });
    expect(decide(state, NOW_MS + HOUR_MS).action).toBe('liftUsageLimit');
  });

  test('not told → rests until a person resumes it', () => {
    const state = fail(active, failing({ usageLimit: {} }));
    expect(state.goal?.status).toBe('usageLimited');
    expect(state.goal).not.toHaveProperty('resumeAtMs');
    expect(decide(state, NOW_MS).action).toBe('idle');
  });

  test('a time that is over already → not before a minute has passed: no loop of refused calls', () => {
    const state = fail(active, failing({ usageLimit: { resetAtMs: NOW_MS - 5 } }));
    expect(state.goal?.resumeAtMs).toBe(NOW_MS + 60_000);
  });

  test('no fault of the turn → counted as no failure', () => {
    const before = stateWith(goalWith(), { continuation: heldBack({ failingTurns: MAX_FAILING_TURNS - 1 }) });
    expect(fail(before, limited)).toMatchObject({
      goal: { status: 'usageLimited' },
      continuation: { failingTurns: MAX_FAILING_TURNS - 1 },
    });
  });

  test.each<GoalStatus>(['paused', 'budgetLimited', 'complete'])(
    'of a goal that is %s → stays so [C37 C78]',
    (status) => {
      const before = of({ status });
      expect(fail(before, limited).goal).toBe(before.goal);
    },
  );

  test('met in plan mode, where no goal pays → the goal stays as it is [C79]', () => {
    const report = omit(reportWith({ kind: 'user', failure: limited }), 'goal');
    expect(endTurn({ ...active, mode: 'plan' }, report, NOW_MS).goal).toBe(active.goal);
  });

  test("met by another goal's turn → this one stays as it is [C80]", () => {
    const other = of({ goalId: 'goal_2' });
    expect(fail(other, limited).goal).toBe(other.goal);
  });
});

describe('endTurn: least time between turns', () => {
  const spaced = of({ policy: policyWith({ minGapSeconds: 60 }) });

  test.each<[string, Partial<TurnReport>]>([
    ['a turn with progress', { digest: 'd1' }],
    ['a user turn', { kind: 'user' }],
    ['a back-off that is shorter', {}],
    ['a failing turn whose back-off is shorter', { failure: failing() }],
  ])('%s → the next automatic one comes after the gap', (_, report) => {
    expect(endTurn(spaced, reportWith(report), NOW_MS).continuation).toMatchObject({
      notBeforeMs: NOW_MS + 60_000,
      heldBackBy: 'least time between turns',
    });
  });

  test('a back-off that is longer → stays', () => {
    const before = { ...spaced, continuation: heldBack({ idleTurns: 3 }) };
    expect(endTurn(before, reportWith(), NOW_MS).continuation).toMatchObject({
      notBeforeMs: NOW_MS + 80_000,
      heldBackBy: 'back-off after 4 turns without progress',
    });
  });
});
