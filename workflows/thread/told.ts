/** What the next request tells the model of the turns before it, beside the goal's figures. Pure. */
import { defined } from '../../objects/defined.ts';
import type { GoalView } from '../goal/goal-view.ts';
import { blockedTurns } from './state/blocked-turns.ts';
import type { ThreadState } from './state/thread-state.ts';

export type Told = Pick<
  GoalView,
  'blockedTurns' | 'blockerName' | 'isSilent' | 'turnsWithoutNearing' | 'unansweredCall' | 'wokenBy'
>;

/** `turn`: the one that the request is of. */
export function toldOf(state: ThreadState, turn: number): Told {
  const { continuation, unansweredCall, wokenBy } = state;
  const { blocker, isTold, stretch } = continuation;
  const named = blockedTurns(state, turn);
  return {
    ...(named === undefined || blocker === undefined
      ? {}
      : { blockedTurns: named, blockerName: blocker.name }),
    ...(isTold ? { isSilent: true as const } : {}),
    ...(stretch === undefined || stretch.looks === 0 ? {} : { turnsWithoutNearing: stretch.turns }),
    ...defined({ unansweredCall, wokenBy }),
  };
}
