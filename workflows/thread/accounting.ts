/** Counts what was spent, for the thread always and for the goal when the turn works for it. Pure. */

import { defined } from '../../objects/defined.ts';
import { budgetLeft, exhausted, timeLeftMs, WITHIN_TURN } from '../budget/budget.ts';
import { addUsage, billedTokens, type Usage } from '../budget/usage.ts';
import { type Goal, inStatus } from '../goal/goal.ts';
import { transition } from '../goal/goal-machine.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { GoalView } from '../goal/goal-view.ts';
import { latestContests } from './question/contest.ts';
import { withdrawQuestion } from './question/open-question.ts';
import { currentGoal } from './state/current-goal.ts';
import { changeGoal, type ThreadState } from './state/thread-state.ts';

/**
 * Adds a delta to the thread, and to the goal `ref` while it stands unfinished. What was spent for a goal
 * that has been replaced, cleared or completed since is only the thread's.
 */
export function charge(state: ThreadState, ref: GoalRef | undefined, delta: Partial<Usage>): ThreadState {
  const goal = currentGoal(state, ref);
  const usage = addUsage(state.usage, delta);
  if (goal === undefined || goal.status === 'complete') return { ...state, usage };
  return { ...state, usage, goal: { ...goal, usage: addUsage(goal.usage, delta) } };
}

/** The text of the exhausted dimension if the goal `ref` may not make another call within its turn. */
export function callRefusedBy(
  state: ThreadState,
  ref: GoalRef | undefined,
  nowMs: number,
): string | undefined {
  const goal = currentGoal(state, ref);
  return goal === undefined ? undefined : exhausted(goal.budget, goal.usage, nowMs, WITHIN_TURN);
}

/** How many tool calls the goal `ref` may still make; without a limit, any number. */
export function toolCallsLeft(state: ThreadState, ref: GoalRef | undefined): number {
  const goal = currentGoal(state, ref);
  const limit = goal?.budget.toolCalls;
  return goal === undefined || limit === undefined
    ? Number.POSITIVE_INFINITY
    : Math.max(0, limit - goal.usage.toolCalls);
}

/** Takes an active goal to `budgetLimited`; any other is left as it is. An open question is taken back. */
export function limitBudget(state: ThreadState, reason: string, nowMs: number): ThreadState {
  if (state.goal === null) return state;
  const next = transition(state.goal.status, 'limitBudget', 'system', {
    budgetExhausted: true,
    proven: false,
  });
  if (!next.ok) return state;
  const withoutQuestion = withdrawQuestion(state, 'the budget is used up', nowMs);
  const goal = withoutQuestion.goal ?? state.goal;
  const limited = { ...inStatus(goal, next.status, { kind: 'budgetReached' }, reason), hasWrappedUp: false };
  return changeGoal(withoutQuestion, limited, 'budgetReached', 'system', nowMs);
}

/** Sets a goal going again whose provider has lifted its usage limit. */
export function liftUsageLimit(state: ThreadState, nowMs: number): ThreadState {
  const goal = state.goal;
  if (goal === null) return state;
  const next = transition(goal.status, 'resume', 'system');
  if (!next.ok) return state;
  const lifted = inStatus(goal, next.status, { kind: 'usageLimitLifted' });
  return changeGoal(state, lifted, 'usageLimitLifted', 'system', nowMs);
}

/** The time that a call for this goal may still take; absent when nothing limits it. */
export function callTimeLeftMs(
  state: ThreadState,
  ref: GoalRef | undefined,
  nowMs: number,
): number | undefined {
  const goal = currentGoal(state, ref);
  return goal === undefined ? undefined : timeLeftMs(goal.budget, goal.usage, nowMs);
}

/** The figures that an Activity needs of the goal. */
export function goalView(goal: Goal, nowMs: number): GoalView {
  const left = budgetLeft(goal.budget, goal.usage, nowMs);
  return {
    goalId: goal.goalId,
    revision: goal.revision,
    status: goal.status,
    tokensUsed: billedTokens(goal.usage),
    ...(goal.refusedAudits === 0 ? {} : { refusedAudits: goal.refusedAudits }),
    ...defined({
      checksSeq: goal.checksSeq,
      auditSeq: goal.auditSeq,
      ledgerSeq: goal.ledgerSeq,
      claimEnd: goal.claimEnd,
    }),
    ...(goal.contests === undefined
      ? {}
      : {
          contests: latestContests(goal.contests).map(({ check, turn, ruling }) => ({ check, turn, ruling })),
        }),
    ...(Object.keys(left).length === 0 ? {} : { left }),
  };
}
