/** Counts what was spent, for the thread always and for the goal when the turn works for it. Pure. */

import type { GoalRef, GoalView } from './activities.ts';
import { budgetLeft, exhausted } from './budget.ts';
import type { Goal } from './goal.ts';
import { transition } from './goal-machine.ts';
import { changeGoal, type ThreadState } from './thread-state.ts';
import { addUsage, billedTokens, type Usage } from './usage.ts';

/** The thread's goal if it is still the one (and in the revision) that the work was begun for. */
export const currentGoal = (state: ThreadState, ref: GoalRef | undefined): Goal | undefined =>
  ref !== undefined && state.goal?.goalId === ref.goalId ? state.goal : undefined;

/**
 * Adds a delta to the thread, and to the goal `ref` while it stands unfinished. What was spent for a goal that has
 * been replaced, cleared or completed since is only the thread's.
 */
export function charge(state: ThreadState, ref: GoalRef | undefined, delta: Partial<Usage>): ThreadState {
  const goal = currentGoal(state, ref);
  const usage = addUsage(state.usage, delta);
  if (goal === undefined || goal.status === 'complete') return { ...state, usage };
  return { ...state, usage, goal: { ...goal, usage: addUsage(goal.usage, delta) } };
}

/** The text of the exhausted dimension if the goal `ref` may not make another call within its turn. */
export function callRefusedBy(state: ThreadState, ref: GoalRef | undefined): string | undefined {
  const goal = currentGoal(state, ref);
  return goal === undefined ? undefined : exhausted(goal.budget, goal.usage, ['tokens', 'toolCalls']);
}

/** Takes an active (or stopped) goal to `budgetLimited`; any other is left as it is. */
export function limitBudget(state: ThreadState, reason: string, nowMs: number): ThreadState {
  const goal = state.goal;
  if (goal === null) return state;
  const next = transition(goal.status, 'limitBudget', 'system', { budgetExhausted: true, proven: false });
  if (!next.ok) return state;
  const statusReason = `budget reached, ${reason}`;
  return changeGoal(state, { ...goal, status: next.status, statusReason }, 'budgetReached', 'system', nowMs);
}

/** The figures that an Activity needs of the goal. */
export function goalView(goal: Goal): GoalView {
  const left = budgetLeft(goal.budget, goal.usage);
  return {
    goalId: goal.goalId,
    revision: goal.revision,
    status: goal.status,
    tokensUsed: billedTokens(goal.usage),
    ...(goal.refusedAudits === 0 ? {} : { refusedAudits: goal.refusedAudits }),
    ...(goal.checksSeq === undefined ? {} : { checksSeq: goal.checksSeq }),
    ...(left.tokens === undefined ? {} : { tokensLeft: left.tokens }),
    ...(left.turns === undefined ? {} : { turnsLeft: left.turns }),
    ...(left.toolCalls === undefined ? {} : { toolCallsLeft: left.toolCalls }),
  };
}
