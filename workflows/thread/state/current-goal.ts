import type { Goal } from '../../goal/goal.ts';
import type { GoalRef } from '../../goal/goal-ref.ts';
import type { ThreadState } from './thread-state.ts';

/** The thread's goal if it is still the one that the work was begun for. */
export const currentGoal = (state: ThreadState, ref: GoalRef | undefined): Goal | undefined =>
  ref !== undefined && state.goal?.goalId === ref.goalId ? state.goal : undefined;
