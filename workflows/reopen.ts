/** What reopening makes of an archived thread's state. Pure; the server starts the workflow with it. */
import { exhausted } from './budget.ts';
import { inStatus } from './goal.ts';
import { changeGoal, record, type ThreadState } from './thread-state.ts';

/** The goal as it was; with `policy.onReopen: resume` a paused one goes on, unless its budget is used up. */
export function reopened(archived: ThreadState, nowMs: number): ThreadState {
  const state = record(archived, { type: 'threadReopened' }, nowMs);
  const { goal } = state;
  const isResumed =
    goal?.status === 'paused' &&
    goal.policy.onReopen === 'resume' &&
    exhausted(goal.budget, goal.usage, nowMs) === undefined;
  if (goal === null || !isResumed) return state;
  const resumed = inStatus(goal, 'active', 'the thread was reopened');
  return changeGoal(state, { ...resumed, hasWrappedUp: false }, 'reopened', 'user', nowMs);
}
