/** Files that a person has sent for the workspace: wanted, and placed at the next safe boundary. Pure. */
import { omit } from '../../objects/omit.ts';
import { isFinished } from '../goal/goal-machine.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import { withoutResults } from '../goal/without-results.ts';
import { lapseHeld } from './question/held-claim.ts';
import { withdrawQuestion } from './question/open-question.ts';
import { record, type ThreadState } from './state/thread-state.ts';

/** More that wait at the same time are refused: they are part of the workflow's state. */
export const MAX_PLACEMENTS = 20;

const CHANGED = 'files were put into the workspace';

/** What is claimed was claimed of the workspace as it was. */
export function orderPlacement(state: ThreadState, requestId: string, nowMs: number): ThreadState {
  const settled =
    state.request?.kind === 'changedTests'
      ? withdrawQuestion(state, CHANGED, nowMs, 'edited')
      : lapseHeld(state, CHANGED, nowMs, 'edited');
  return { ...settled, placements: [...(settled.placements ?? []), requestId] };
}

/** The goal whose accepted state changes with what is placed; a finished one keeps its own. */
export const placesFor = ({ goal }: ThreadState): GoalRef | undefined =>
  goal === null || isFinished(goal.status) ? undefined : { goalId: goal.goalId, revision: goal.revision };

/** What the checks are held against is something else now: they run anew before the next turn. */
export function endPlacement(state: ThreadState, requestId: string, isPlaced: boolean): ThreadState {
  const left = (state.placements ?? []).filter((each) => each !== requestId);
  const settled = left.length === 0 ? omit(state, 'placements') : { ...state, placements: left };
  const { goal } = settled;
  if (!isPlaced || goal === null || isFinished(goal.status)) return settled;
  return { ...settled, goal: withoutResults(goal) };
}

/** It was tried for long, in vain: the record says so, and the person may send it once more. */
export const giveUpPlacement = (
  state: ThreadState,
  requestId: string,
  reason: string,
  nowMs: number,
): ThreadState =>
  record(endPlacement(state, requestId, false), { type: 'workNotPlaced', requestId, reason }, nowMs);
