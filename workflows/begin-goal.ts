/** Puts a new goal on a thread, in place of one that is finished or replaced. Pure. */
import type { NewGoal } from './activities.ts';
import { refreshed } from './continuation.ts';
import { DEFAULT_POLICY } from './contract.ts';
import { type Goal, inStatus } from './goal.ts';
import { type Actor, isFinished } from './goal-machine.ts';
import { withdrawRequest } from './open-request.ts';
import { NO_RESULT } from './progress.ts';
import { changeGoal, type ThreadState, withoutWaiting } from './thread-state.ts';
import { NO_USAGE } from './usage.ts';

/** Whether it may is decided elsewhere (`mayBegin`). An unfinished goal that stands in its place is cleared. */
export function beginGoal(state: ThreadState, goal: NewGoal, actor: Actor, nowMs: number): ThreadState {
  const present = state.goal;
  const cleared =
    present !== null && !isFinished(present.status)
      ? changeGoal(state, inStatus(present, 'cleared', 'replaced by a new goal'), 'replaced', 'user', nowMs)
      : state;
  const free = withoutWaiting(withdrawRequest(cleared, 'a new goal was set', nowMs));
  // What was reported before the goal stood cannot be what it will wait for.
  const fresh = { ...free, arrivedEvents: [], continuation: refreshed(free.continuation) };
  return changeGoal(fresh, freshGoal(goal, actor, nowMs), 'set', actor, nowMs);
}

const freshGoal = (goal: NewGoal, actor: Actor, nowMs: number): Goal => ({
  ...goal,
  // A sender of an older release may not know every field.
  policy: { ...DEFAULT_POLICY, ...goal.policy },
  revision: 1,
  status: 'active',
  statusReason: `set by the ${actor}`,
  usage: NO_USAGE,
  setAtMs: nowMs,
  updatedAtMs: nowMs,
  hasBaseline: false,
  checks: [],
  best: NO_RESULT,
  refusedAudits: 0,
  hasWrappedUp: false,
});
