/** The goal as a model request shows it. Pure. */
import type { Goal } from '../goal/goal.ts';
import type { GoalView } from '../goal/goal-view.ts';
import { goalView } from '../thread/accounting.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import type { ThreadState } from '../thread/state/thread-state.ts';
import { toldOf } from '../thread/told.ts';
import type { Turn } from './turn.ts';

/** The goal that the turn works for, as it is now, or one that was set going meanwhile. */
export const goalOfRequest = (state: ThreadState, turn: Turn): Goal | undefined =>
  currentGoal(state, turn.goal) ?? resumedGoal(state, turn);

/** A user turn goes on for the goal that was set going meanwhile; one that is new waits for its baseline. */
const resumedGoal = ({ goal, mode }: ThreadState, { kind, goal: ref }: Turn): Goal | undefined =>
  ref === undefined && kind === 'user' && mode === 'default' && goal?.status === 'active' && goal.hasBaseline
    ? goal
    : undefined;

/** A plan is made for the thread's goal, which a turn in plan mode does not work for. */
export function planning(
  { mode, goal }: ThreadState,
  turn: Turn,
  nowMs: number,
): { readonly isPlanning?: true; readonly shownGoal?: GoalView } {
  if (mode !== 'plan') return {};
  const isShown = goal !== null && turn.goal === undefined;
  return { isPlanning: true, ...(isShown ? { shownGoal: goalView(goal, nowMs) } : {}) };
}

export function viewForRequest(state: ThreadState, goal: Goal, { beganWith }: Turn, nowMs: number): GoalView {
  const isEdited = beganWith !== undefined && goal.revision !== beganWith.revision;
  return {
    ...goalView(goal, nowMs),
    ...(isEdited ? { isEdited: true as const } : {}),
    ...(goal.usage.turns === 1 ? { isFirstTurn: true as const } : {}),
    ...toldOf(state, state.turn),
  };
}
