import { expect, test } from '@jest/globals';
import type { GoalStatus } from '../../../../workflows/goal/goal.ts';
import { decide } from '../../../../workflows/thread/decide.ts';
import { ifUnanswered, type Unanswered } from '../../../../workflows/thread/question/if-unanswered.ts';
import {
  claimQuestionWith,
  goalWith,
  NOW_MS,
  stateWith,
  usageWith,
} from '../../../support/workflow/thread-states.ts';

test.each<[Unanswered['about'], GoalStatus, string]>([
  ['changedTests', 'active', 'the claim is refused, and the goal goes on'],
  ['changedTests', 'paused', 'the claim is refused, and the goal stays paused'],
  ['contestedCheck', 'active', 'the check stands, and the goal goes on'],
  ['contestedCheck', 'budgetLimited', 'the check stands, and the goal stays budgetLimited'],
  ['question', 'active', 'the model goes on, and decides by the contract'],
  [
    'question',
    'paused',
    'the goal stays paused; in its next turn the model goes on, and decides by the contract',
  ],
])('ifUnanswered: %s of a goal that is %s → %s', (about, status, said) => {
  expect(ifUnanswered({ about }, { status })).toBe(said);
});

test('ifUnanswered: in plan mode → that nothing goes on there', () => {
  expect(ifUnanswered({ about: 'contestedCheck' }, { status: 'active', mode: 'plan' })).toBe(
    'the check stands, and the thread stays in plan mode',
  );
});

test('decide: a question that waits while the goal is paused → the reason says so', () => {
  const paused = goalWith({ status: 'paused', statusReason: 'lunch' });
  const { reason } = decide(stateWith(paused, { request: claimQuestionWith() }), NOW_MS);
  expect(reason).toMatch(/; the goal stays paused \(lunch\)$/);
});

test('decide: a message is queued while a question is open → that it answers nothing', () => {
  const request = { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS };
  const asking = (inputs: { inputId: string }[]) =>
    decide(stateWith(goalWith(), { request, inputs }), NOW_MS).reason;
  expect(asking([{ inputId: 'a' }])).toMatch(
    /inputs\/input_1; a queued message answers nothing, and is read after that$/,
  );
  expect(asking([])).not.toContain('queued');
});

test('decide: a budget that was raised → that resuming goes on; one that is used up → not', () => {
  const limited = { status: 'budgetLimited', statusReason: 'budget reached, turns: 1 of 1' } as const;
  const rest = { ...limited, hasWrappedUp: true, usage: usageWith({ turns: 1 }) };
  const reasonOf = (turns: number) =>
    decide(stateWith(goalWith({ ...rest, budget: { turns } })), NOW_MS).reason;
  expect(reasonOf(3)).toBe(
    'the goal is budgetLimited: budget reached, turns: 1 of 1; it goes on when it is resumed',
  );
  expect(reasonOf(1)).toBe('the goal is budgetLimited: budget reached, turns: 1 of 1');
  const checks = [{ name: 'c', role: 'verification', passed: false, exitCode: 1 }] as const;
  const failing = goalWith({ ...rest, budget: { turns: 1 }, checks });
  const passing = goalWith({ ...rest, budget: { turns: 1 }, checks: [{ ...checks[0], passed: true }] });
  expect(decide(stateWith(passing), NOW_MS).reason).toMatch(
    /what is missing is a claim of the model, in one more turn$/,
  );
  expect(decide(stateWith(failing), NOW_MS).reason).toMatch(
    /turns: 1 of 1; POST …\/goal\/check says at no cost whether the work passes by now$/,
  );
});
