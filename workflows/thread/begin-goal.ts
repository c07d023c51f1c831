/** Puts a new goal on a thread, in place of one that is finished or replaced. Pure. */
import { NO_USAGE } from '../budget/usage.ts';
import { DEFAULT_POLICY } from '../contract/contract.ts';
import { NO_RESULT } from '../evidence/progress.ts';
import { type Goal, inStatus } from '../goal/goal.ts';
import { type Actor, isFinished } from '../goal/goal-machine.ts';
import type { NewGoal } from '../goal/new-goal.ts';
import { statusReasonOf } from '../goal/status-reason.ts';
import { withdrawQuestion } from './question/open-question.ts';
import { refreshed } from './state/continuation.ts';
import { changeGoal, type ThreadState, withoutWaiting } from './state/thread-state.ts';

/**
 * Whether it may is decided elsewhere (`mayBegin`). An unfinished goal that stands in its place is cleared.
 */
export function beginGoal(state: ThreadState, goal: NewGoal, actor: Actor, nowMs: number): ThreadState {
  const present = state.goal;
  const cleared =
    present !== null && !isFinished(present.status)
      ? changeGoal(state, inStatus(present, 'cleared', { kind: 'replaced' }), 'replaced', 'user', nowMs)
      : state;
  const withoutWaits = withoutWaiting(withdrawQuestion(cleared, 'a new goal was set', nowMs));
  // What was reported before the goal stood cannot be what it will wait for.
  const startState = {
    ...withoutWaits,
    arrivedEvents: [],
    continuation: refreshed(withoutWaits.continuation),
  };
  return changeGoal(startState, freshGoal(goal, actor, nowMs), 'set', actor, nowMs);
}

const freshGoal = (goal: NewGoal, actor: Actor, nowMs: number): Goal => ({
  ...goal,
  // A sender of an older release may not know every field.
  policy: { ...DEFAULT_POLICY, ...goal.policy },
  revision: 1,
  status: 'active',
  statusReason: statusReasonOf({ kind: 'set', by: actor }),
  statusCause: { kind: 'set', by: actor },
  usage: NO_USAGE,
  setAtMs: nowMs,
  updatedAtMs: nowMs,
  hasBaseline: false,
  checks: [],
  best: NO_RESULT,
  refusedAudits: 0,
  hasWrappedUp: false,
});
