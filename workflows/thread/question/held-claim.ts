/**
 * A claim that nothing stands against any more, of a goal that was paused meanwhile. Resuming completes it
 * without a turn, unless something comes between after which the work may no longer be what was judged. Pure.
 */

import type { ClaimEnd } from '../../goal/claim-end.ts';
import { type Goal, hasHeldClaim, type ProvenClaim } from '../../goal/goal.ts';
import { changeGoal, record, type ThreadState } from '../state/thread-state.ts';
import { completeAnswered } from './claim-question.ts';
import { completeClaim, lapseClaim, withHeldWords } from './settle-claim.ts';

/** `undefined` unless the goal is paused: every other stop ends the claim. */
export function holdProven(
  state: ThreadState,
  goal: Goal,
  proven: ProvenClaim,
  nowMs: number,
): ThreadState | undefined {
  if (goal.status !== 'paused') return undefined;
  const holdingGoal = { ...withHeldWords(goal, `the last claim is ${proven.reason}`), provenClaim: proven };
  return changeGoal(state, holdingGoal, 'claimProven', 'system', nowMs);
}

/** It takes effect as the goal is set going again; `undefined` when there is none. */
export function completeHeld(state: ThreadState, nowMs: number): ThreadState | undefined {
  const { goal } = state;
  if (goal === null) return undefined;
  const going: Goal = { ...goal, status: 'active' };
  if (goal.acceptedClaim !== undefined) return completeAnswered(state, going, goal.acceptedClaim, nowMs);
  return goal.provenClaim === undefined
    ? undefined
    : completeClaim(state, going, { kind: 'proven' }, goal.provenClaim.reason, 'model', nowMs);
}

/**
 * What was judged may no longer be there, or be judged otherwise now; without such a claim nothing changes.
 */
export function lapseHeld(
  state: ThreadState,
  reason: string,
  nowMs: number,
  because?: ClaimEnd['because'],
): ThreadState {
  const { goal } = state;
  if (goal === null || !hasHeldClaim(goal)) return state;
  const { acceptedClaim, provenClaim } = goal;
  const checksSeq = acceptedClaim?.checksSeq ?? provenClaim?.checksSeq;
  const lapsed = lapseClaim(state, goal.goalId, checksSeq, because);
  if (acceptedClaim === undefined) return lapsed;
  return record(lapsed, { type: 'inputWithdrawn', inputId: acceptedClaim.inputId, reason }, nowMs);
}
