import { describe, expect, test } from '@jest/globals';
import { passedChecksText } from '../../../workflows/goal/passed-checks.ts';
import { answerChecksOrders } from '../../../workflows/thread/checks-order.ts';
import { decide } from '../../../workflows/thread/decide.ts';
import { applyLook } from '../../../workflows/turn/apply-look.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';
import {
  GOAL_REF,
  goalWith,
  heldBack,
  NOW_MS,
  stateWith,
  usageWith,
} from '../../support/workflow/thread-states.ts';

const passed = { checks: [outcomeWith()], checksSeq: 12 };
const TEXT = 'all checks passed when they last ran (item 12)';

describe('passedChecksText', () => {
  test('all passed → said with the place of that run', () => {
    expect(passedChecksText(goalWith(passed))).toBe(TEXT);
    expect(passedChecksText(goalWith({ checks: [outcomeWith()] }))).toBe(
      'all checks passed when they last ran',
    );
  });

  test.each([
    ['none ran', {}],
    ['one failed', { ...passed, checks: [outcomeWith(), outcomeWith({ passed: false })] }],
    ['none of them verifies', { ...passed, checks: [outcomeWith({ role: 'constraint' })] }],
    ['a claim on that run was refused', { ...passed, refusedSeq: 12 }],
    ['the auditor, or a person, refused it', { ...passed, refusedSeq: 14 }],
    ['that run proves nothing', { ...passed, unprovenSeq: 12 }],
  ])('%s → nothing is said', (_, fields) => {
    expect(passedChecksText(goalWith(fields))).toBeUndefined();
  });

  test('what was refused, or proved nothing, came before → said', () => {
    expect(passedChecksText(goalWith({ ...passed, refusedSeq: 9, unprovenSeq: 8 }))).toBe(TEXT);
  });
});

describe('decide: all checks passed when they last ran', () => {
  test('the budget is spent → what to do to have it audited', () => {
    const goal = goalWith({
      ...passed,
      ...{ status: 'budgetLimited', statusReason: 'budget reached, turns: 1 of 1', hasWrappedUp: true },
      ...{ usage: usageWith({ turns: 1 }), budget: { turns: 1 } },
    });
    expect(decide(stateWith(goal), NOW_MS).reason).toBe(
      `the goal is budgetLimited: budget reached, turns: 1 of 1; raise the budget and resume the goal to have its work audited: ${TEXT}, and what is missing is a claim of the model, in one more turn`,
    );
    const raised = { ...goal, budget: { turns: 5 } };
    expect(decide(stateWith(raised), NOW_MS).reason).toBe(
      `the goal is budgetLimited: budget reached, turns: 1 of 1; it goes on when it is resumed; ${TEXT}, and what is missing is a claim of the model`,
    );
  });

  test('the goal stalls → said as well', () => {
    const continuation = heldBack({ suppressedBecause: 'no tool call' });
    expect(decide(stateWith(goalWith(passed), { continuation }), NOW_MS).reason).toBe(
      `stalled: no tool call; ${TEXT}, and what is missing is a claim of the model; a message or resume goes on`,
    );
  });

  test('a run that somebody asked for, or a look, passed and would refuse a claim → not said', () => {
    const run = { seq: 12, outcomes: [outcomeWith()], reason: 'protected paths were changed: test/a.js' };
    const ordered = answerChecksOrders(stateWith(goalWith()), GOAL_REF, run, NOW_MS).goal;
    const verdict = { ...run, changedProtectedPaths: ['test/a.js'], proven: false };
    const looked = applyLook(stateWith(goalWith()), GOAL_REF, verdict, NOW_MS).goal;
    for (const goal of [ordered, looked]) {
      expect(goal).toMatchObject({ checksSeq: 12, unprovenSeq: 12 });
      expect(goal && passedChecksText(goal)).toBeUndefined();
    }
  });
});
