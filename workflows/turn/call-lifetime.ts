/** How long calls of a model are tried: an outage is waited out, but not beyond the goal's deadline. Pure. */
import { deadlineMs } from '../budget/budget.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import type { ThreadState } from '../thread/state/thread-state.ts';
import type { Work } from '../view/thread-view.ts';

/** An attempt of a model call may take so long. */
export const MAX_ATTEMPT_MS = 30 * 60_000;

/** No timer is longer. */
const MAX_LIFETIME_MS = 365 * 24 * 3_600_000;

/** Only of an active goal: the summary turn comes after it. */
export function goalDeadlineMs(state: ThreadState, ref: GoalRef | undefined): number | undefined {
  const goal = currentGoal(state, ref);
  return goal?.status === 'active' ? deadlineMs(goal.budget) : undefined;
}

/**
 * There is no limit without a deadline. The attempt that runs when it passes may still end, since it is paid.
 */
export const lifetime = (
  endMs: number | undefined,
  nowMs: number,
  maxAttemptMs: number,
): { scheduleToCloseTimeout?: number } =>
  endMs === undefined
    ? {}
    : { scheduleToCloseTimeout: Math.min(MAX_LIFETIME_MS, Math.max(0, endMs - nowMs) + maxAttemptMs) };

/**
 * What readers are told of such a call; without a limit of its lifetime nobody knows how long it is tried.
 */
export const workOf = (
  what: Work['what'],
  {
    summary,
    scheduleToCloseTimeout: limitMs,
  }: { readonly summary: string; readonly scheduleToCloseTimeout?: number },
): Omit<Work, 'sinceMs'> => ({
  what,
  summary,
  ...(limitMs === undefined ? {} : { untilMs: Date.now() + limitMs }),
});
