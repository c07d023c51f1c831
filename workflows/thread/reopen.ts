/** What reopening makes of an archived thread's state. Pure; the server starts the workflow with it. */
import { exhausted, TIME_ALONE } from '../budget/budget.ts';
import { hasHeldClaim, inStatus } from '../goal/goal.ts';
import { completeHeld } from './question/held-claim.ts';
import { changeGoal, record, type ThreadState } from './state/thread-state.ts';

/** The goal as it was; with `policy.onReopen: resume` a paused one goes on, unless its budget is used up. */
export function reopened(archived: ThreadState, nowMs: number, isRebuilt?: 'isRebuilt'): ThreadState {
  const how = isRebuilt === undefined ? {} : { isRebuilt: true as const };
  const state = record(archived, { type: 'threadReopened', ...how }, nowMs);
  const { goal } = state;
  const dimensions = goal !== null && hasHeldClaim(goal) ? TIME_ALONE : undefined;
  const isResumed =
    goal?.status === 'paused' &&
    goal.policy.onReopen === 'resume' &&
    exhausted(goal.budget, goal.usage, nowMs, dimensions) === undefined;
  if (goal === null || !isResumed) return state;
  const completed = completeHeld(state, nowMs);
  if (completed !== undefined) return completed;
  const resumed = inStatus(goal, 'active', { kind: 'reopened' });
  return changeGoal(state, { ...resumed, hasWrappedUp: false }, 'reopened', 'user', nowMs);
}
