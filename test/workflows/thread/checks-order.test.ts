import { describe, expect, test } from '@jest/globals';
import { applyCommand } from '../../../workflows/command/apply-command.ts';
import { type Goal, type GoalStatus, hasHeldClaim } from '../../../workflows/goal/goal.ts';
import { answerChecksOrders, hasChecksOrder, orderChecks } from '../../../workflows/thread/checks-order.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import { findOutcome } from '../../../workflows/thread/state/outcome.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import {
  claimQuestionWith,
  GOAL_REF,
  goalWith,
  heldBack,
  NOW_MS,
  stateWith,
} from '../../support/workflow/thread-states.ts';

const check = { type: 'check' as const, requestId: 'c1' };
const asked = (status: GoalStatus = 'active') =>
  applyCommand(stateWith(goalWith({ status })), check, NOW_MS).state;
const run = { seq: 9, outcomes: [outcomeWith({ name: 'p95', passed: false })] };

describe('check: asked for', () => {
  test.each<GoalStatus>(['active', 'paused', 'blocked', 'usageLimited', 'budgetLimited', 'complete'])(
    'of a goal that is %s → granted, the checks are next, the status stays',
    (status) => {
      const state = asked(status);
      expect(decide(state, NOW_MS)).toMatchObject({ action: 'check' });
      expect(state.goal?.status).toBe(status);
    },
  );

  test('without a goal → refused', () => {
    expect(applyCommand(stateWith(null), check, NOW_MS).outcome).toEqual({
      applied: false,
      reason: 'noGoal',
    });
  });

  test('what holds automatic turns back → stays: looking is no act', () => {
    const continuation = heldBack({ suppressedBecause: 'no tool call' });
    const state = stateWith(goalWith(), { continuation });
    expect(applyCommand(state, check, NOW_MS).state.continuation).toEqual(continuation);
  });

  test('a question is open, or the thread plans → they run all the same', () => {
    const request = { inputId: 'i', seq: 1, replySeq: 1, askedAtMs: NOW_MS };
    expect(decide({ ...asked(), request }, NOW_MS).action).toBe('check');
    expect(decide({ ...asked(), mode: 'plan' }, NOW_MS).action).toBe('check');
  });

  test('the goal was replaced meanwhile → nobody wants to know of the new one', () => {
    const replaced = { ...asked(), goal: goalWith({ goalId: 'goal_2' }) };
    expect(hasChecksOrder(replaced)).toBe(false);
    expect(decide(replaced, NOW_MS).action).toBe('turn');
  });

  test('more requests than are remembered → the latest', () => {
    let state = stateWith(goalWith());
    for (let index = 0; index < 30; index += 1) state = orderChecks(state, `c${index}`);
    expect(state.checkRequests).toHaveLength(20);
    expect(state.checkRequests?.at(-1)?.requestId).toBe('c29');
  });
});

describe('check: answered', () => {
  test('→ each request knows where the results are; the goal shows them; nothing is wanted any more', () => {
    const twice = applyCommand(asked(), { ...check, requestId: 'c2' }, NOW_MS).state;
    const state = answerChecksOrders(twice, GOAL_REF, run, NOW_MS);
    for (const id of ['c1', 'c2'])
      expect(findOutcome(state.outcomes, id)).toMatchObject({ applied: true, checksSeq: 9 });
    expect(state.goal).toMatchObject({ status: 'active', checks: run.outcomes, checksSeq: 9 });
    expect(hasChecksOrder(state)).toBe(false);
  });

  test('they could not run → the requests know why, and the goal keeps its results', () => {
    const state = answerChecksOrders(asked(), GOAL_REF, { failure: 'no workspace' }, NOW_MS);
    expect(findOutcome(state.outcomes, 'c1')).toMatchObject({ checksFailure: 'no workspace' });
    expect(state.goal).toEqual(goalWith());
  });

  test.each([
    ['complete', goalWith({ status: 'complete' })],
    ['edited since', goalWith({ revision: 2 })],
    ['another one', goalWith({ goalId: 'goal_2' })],
  ])('the goal is %s → left alone', (_, goal) => {
    expect(answerChecksOrders({ ...asked(), goal }, GOAL_REF, run, NOW_MS).goal).toEqual(goal);
  });

  test('results that all pass → no completion follows', () => {
    const passed = { seq: 9, outcomes: [outcomeWith()] };
    expect(answerChecksOrders(asked('blocked'), GOAL_REF, passed, NOW_MS).goal?.status).toBe('blocked');
  });

  const held = (claim: Partial<Goal>) => {
    const paused = {
      status: 'paused' as const,
      statusReason: 'a pause; resuming completes it',
      stoppedBecause: 'a pause',
    };
    return { ...asked(), goal: goalWith({ ...paused, checksSeq: 5, ...claim }) };
  };
  test.each<[string, Partial<Goal>]>([
    ['proven', { provenClaim: { reason: 'proven', checksSeq: 5 } }],
    ['accepted by a person', { acceptedClaim: claimQuestionWith({ checksSeq: 5 }) }],
  ])(
    'a claim that is held as %s, and a check fails now → it lapses, and status and results say so',
    (_, claim) => {
      const { goal, events } = answerChecksOrders(held(claim), GOAL_REF, run, NOW_MS);
      expect(goal).toMatchObject({
        ...{ status: 'paused', checksSeq: 9, checks: run.outcomes },
        claimEnd: { how: 'lapsed', because: 'checkFailed', checksSeq: 5 },
      });
      expect(goal?.statusReason).toBe(
        'a pause; the claim that was held has lapsed, since a check failed when it was run again',
      );
      expect(goal && hasHeldClaim(goal)).toBe(false);
      expect(events).toContainEqual(expect.objectContaining({ change: 'claimLapsed', actor: 'system' }));
    },
  );

  test('a claim that is held, and the checks pass again, or could not run, or ran for another contract → it stays held', () => {
    const state = held({ provenClaim: { reason: 'proven', checksSeq: 5 } });
    const passed = { seq: 9, outcomes: [outcomeWith()] };
    expect(answerChecksOrders(state, GOAL_REF, passed, NOW_MS).goal).toEqual(state.goal);
    expect(answerChecksOrders(state, GOAL_REF, { failure: 'no disk' }, NOW_MS).goal).toEqual(state.goal);
    expect(answerChecksOrders(state, { ...GOAL_REF, revision: 0 }, run, NOW_MS).goal).toEqual(state.goal);
  });
});
