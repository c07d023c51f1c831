/** What holds for `decide` in every state, also in those that no thread should come to. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defined } from '../../../objects/defined.ts';
import type { Goal, GoalStatus } from '../../../workflows/goal/goal.ts';
import { liftUsageLimit, limitBudget } from '../../../workflows/thread/accounting.ts';
import { decide, type Next } from '../../../workflows/thread/decide.ts';
import { expireClaimQuestion } from '../../../workflows/thread/question/claim-question.ts';
import type { ThreadState } from '../../../workflows/thread/state/thread-state.ts';
import { takeInputs } from '../../../workflows/thread/take-inputs.ts';
import { endWait } from '../../../workflows/thread/wait.ts';
import { applyBaseline } from '../../../workflows/turn/completion-claim.ts';
import {
  claimQuestionWith,
  GOAL_REF,
  goalWith,
  heldBack,
  NOW_MS,
  stateWith,
  usageWith,
} from '../../support/workflow/thread-states.ts';

const STATUSES: GoalStatus[] = ['active', 'paused', 'blocked', 'usageLimited', 'budgetLimited', 'complete'];

const timeMs = fc.constantFrom(-1, 0, 1, 5_000, 60_000, 40 * 86_400_000).map((ms) => NOW_MS + ms);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const isOn = fc.boolean();

const goal: fc.Arbitrary<Goal> = fc
  .record({
    status: fc.constantFrom<GoalStatus>('active', 'active', ...STATUSES),
    hasBaseline: isOn,
    hasWrappedUp: isOn,
    isSpent: isOn,
    deadlineMs: maybe(timeMs),
    notBeforeMs: maybe(timeMs),
    resumeAtMs: maybe(timeMs),
  })
  .map(({ status, hasBaseline, hasWrappedUp, isSpent, deadlineMs, notBeforeMs, resumeAtMs }) =>
    goalWith({
      status,
      hasBaseline,
      hasWrappedUp,
      usage: usageWith({ turns: isSpent ? 3 : 2 }),
      budget: {
        turns: 3,
        ...(deadlineMs === undefined ? {} : { deadline: new Date(deadlineMs).toISOString() }),
      },
      ...defined({ notBeforeMs, resumeAtMs }),
    }),
  );

/** Most facts are seldom true, so that states in which only one of them stands in the way are frequent. */
const seldom = fc.integer({ min: 0, max: 4 }).map((n) => n === 0);
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 });

const state: fc.Arbitrary<ThreadState> = fc
  .record({
    goal: fc.option(goal, { freq: 9 }),
    isPlan: seldom,
    hasMessage: seldom,
    isAsking: seldom,
    claimUntilMs: rarely(timeMs),
    isArchiving: seldom,
    waitUntilMs: rarely(timeMs),
    isStalled: seldom,
    notBeforeMs: timeMs,
  })
  .map((facts) =>
    stateWith(facts.goal, {
      mode: facts.isPlan ? 'plan' : 'default',
      inputs: facts.hasMessage ? [{ inputId: 'msg_1' }] : [],
      continuation: heldBack({
        notBeforeMs: facts.notBeforeMs,
        ...(facts.isStalled ? { suppressedBecause: 'x' } : {}),
      }),
      ...(facts.isAsking ? { request: { inputId: 'input_1', seq: 2, replySeq: 1, askedAtMs: NOW_MS } } : {}),
      ...(facts.claimUntilMs === undefined
        ? {}
        : { request: claimQuestionWith({ deadlineMs: facts.claimUntilMs }) }),
      ...(facts.isArchiving ? { isArchiving: true as const } : {}),
      ...(facts.waitUntilMs === undefined ? {} : { wait: { untilMs: facts.waitUntilMs } }),
    }),
  );

const always = (look: (state: ThreadState, next: Next) => void): void =>
  fc.assert(
    fc.property(state, (before) => look(before, decide(before, NOW_MS))),
    { numRuns: 1_000 },
  );

const isSpentGoal = ({ usage, budget }: Goal): boolean =>
  usage.turns >= 3 || (budget.deadline !== undefined && new Date(budget.deadline).getTime() <= NOW_MS);
/** Nothing of a person's is in the way of automatic work. */
const isFree = ({ mode, inputs, request, isArchiving }: ThreadState): boolean =>
  mode === 'default' && inputs.length === 0 && request === undefined && isArchiving !== true;

describe('decide, in any state', () => {
  test('→ an automatic turn starts exactly under the conservative conditions [C85 C89 C91 C94 C95]', () => {
    always((before, next) => {
      const { goal: current, wait, continuation } = before;
      const isDue =
        isFree(before) &&
        current?.status === 'active' &&
        !isSpentGoal(current) &&
        current.hasBaseline &&
        wait === undefined &&
        continuation.suppressedBecause === undefined &&
        continuation.notBeforeMs <= NOW_MS &&
        (current.notBeforeMs ?? 0) <= NOW_MS;
      expect(next.action === 'turn' && next.kind === 'continuation').toBe(isDue);
    });
  });

  test('→ a wrap-up turn only for a goal that is out of budget and has not wrapped up, when nothing of a person waits [C130]', () => {
    always((before, next) => {
      const isDue = isFree(before) && before.goal?.status === 'budgetLimited' && !before.goal.hasWrappedUp;
      expect(next.action === 'turn' && next.kind === 'wrapUp').toBe(isDue);
    });
  });

  test('→ a message is read next, unless a question, the first checks or the end of the budget come before it', () => {
    always((before, next) => {
      if (before.inputs.length === 0) return;
      const earlier = ['archive', 'needsInput', 'expireInput', 'limitBudget', 'baseline'];
      if (!earlier.includes(next.action)) expect(next).toMatchObject({ action: 'turn', kind: 'user' });
    });
  });

  test('→ a rest with a time lasts until after now, and then there is another answer', () => {
    always((before, next) => {
      if (!('untilMs' in next)) return;
      expect(next.untilMs).toBeGreaterThan(NOW_MS);
      const then = decide(before, next.untilMs);
      expect(then).not.toEqual(next);
      if ('untilMs' in then) expect(then.untilMs).toBeGreaterThan(next.untilMs);
    });
  });

  test('→ it is the same a moment later, until that time', () => {
    always((before, next) => {
      if (!('untilMs' in next)) return;
      expect(decide(before, next.untilMs - 1)).toEqual(next);
    });
  });

  test('→ doing what it says changes the answer: at most five things are done before a turn, a rest or the end', () => {
    always((before, first) => {
      let next = first;
      let after = before;
      for (let steps = 0; steps < 6; steps++) {
        const done = effectOf(after, next);
        if (done === undefined) return;
        after = done;
        const then = decide(after, NOW_MS);
        expect(then).not.toEqual(next);
        next = then;
      }
      throw new Error(`goes on and on: ${next.action}`);
    });
  });
});

/**
 * The state after the workflow has done that; undefined: it rests, ends, or continues, which may well be next
 * again.
 */
function effectOf(before: ThreadState, next: Next): ThreadState | undefined {
  switch (next.action) {
    case 'limitBudget':
      return limitBudget(before, next.reason, NOW_MS);
    case 'liftUsageLimit':
      return liftUsageLimit(before, NOW_MS);
    case 'endWait':
      return endWait(before, next.reason, NOW_MS);
    case 'expireInput':
      return expireClaimQuestion(before, NOW_MS);
    case 'baseline':
      return applyBaseline(
        before,
        GOAL_REF,
        { outcomes: [], changedProtectedPaths: [], proven: false },
        NOW_MS,
      );
    case 'turn':
      if (next.kind === 'user') return takeInputs(before, true);
      if (next.kind === 'continuation' || before.goal === null) return undefined;
      return { ...before, goal: { ...before.goal, hasWrappedUp: true } };
    default:
      return undefined;
  }
}
