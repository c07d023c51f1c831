/**
 * How a claim of completion ends: it completes the goal, is refused, or lapses since something came between.
 * Pure.
 */
import { omit } from '../../../objects/omit.ts';
import type { ClaimEnd } from '../../goal/claim-end.ts';
import { type Goal, inStatus } from '../../goal/goal.ts';
import { type Actor, transition } from '../../goal/goal-machine.ts';
import type { StatusCause } from '../../goal/status-cause.ts';
import { changeGoal, type ThreadState } from '../state/thread-state.ts';

/**
 * Only a claim that is proven gets here, and only an active goal completes; `undefined` otherwise. `actor`:
 * who had the last word on it.
 */
export function completeClaim(
  state: ThreadState,
  goal: Goal,
  cause: StatusCause,
  said: string,
  actor: Actor,
  nowMs: number,
): ThreadState | undefined {
  // It is the model that asked for this end, whoever grants it.
  const next = transition(goal.status, 'complete', 'model', { budgetExhausted: false, proven: true });
  if (!next.ok) return undefined;
  const goalWithoutClaim = omit(goal, 'claimEnd', 'acceptedClaim', 'provenClaim', 'stoppedBecause');
  return changeGoal(state, inStatus(goalWithoutClaim, next.status, cause, said), 'completed', actor, nowMs);
}

/** Counted, and in the end a block with the last reason: who claims again and again needs a person. */
export function refuseClaim(
  state: ThreadState,
  goal: Goal,
  reason: string,
  actor: Actor,
  nowMs: number,
): ThreadState {
  const refusedInRow = state.continuation.refusedAudits + 1;
  const counted = { ...state, continuation: { ...state.continuation, refusedAudits: refusedInRow } };
  const refused = { ...goal, refusedAudits: goal.refusedAudits + 1 };
  const next = transition(goal.status, 'block', 'system');
  if (refusedInRow >= goal.policy.maxRefusedAudits && next.ok && next.status === 'blocked') {
    const cause = { kind: 'claimsRefused' as const, inRow: refusedInRow };
    return changeGoal(counted, inStatus(refused, next.status, cause, reason), 'blocked', 'system', nowMs);
  }
  return changeGoal(counted, refused, 'claimRefused', actor, nowMs);
}

/** Nobody rules on it any more, and the model is told so: what it was answered may say otherwise. */
export function lapseClaim(
  state: ThreadState,
  goalId: string,
  checksSeq: number | undefined,
  because?: ClaimEnd['because'],
): ThreadState {
  const { goal } = state;
  if (goal?.goalId !== goalId || goal.status === 'complete') return state;
  const goalWithoutClaim = omit(withLapsedWords(goal, because), 'acceptedClaim', 'provenClaim');
  const why = because === undefined ? {} : { because };
  const place = checksSeq === undefined ? {} : { checksSeq };
  return { ...state, goal: { ...goalWithoutClaim, claimEnd: { how: 'lapsed', ...why, ...place } } };
}

/** What a stopped goal says of itself while its claim is held. */
export function withHeldWords(goal: Goal, said: string): Goal {
  const { statusReason, stoppedBecause = statusReason } = goal;
  return { ...goal, stoppedBecause, statusReason: `${stoppedBecause}; ${said}: resuming completes it` };
}

const LAPSED_SINCE: Record<NonNullable<ClaimEnd['because']>, string> = {
  edited: 'the contract was edited',
  checkFailed: 'a check failed when it was run again',
};

/** That resuming completes it may not be said any longer. */
function withLapsedWords(goal: Goal, because: ClaimEnd['because']): Goal {
  const { stoppedBecause, ...rest } = goal;
  if (stoppedBecause === undefined) return goal;
  const since = because === undefined ? 'something else came between' : LAPSED_SINCE[because];
  return { ...rest, statusReason: `${stoppedBecause}; the claim that was held has lapsed, since ${since}` };
}

/** E.g. `by the checks of the contract`. */
export function byWhom({ checks, auditSeq }: Pick<Goal, 'checks' | 'auditSeq'>): string {
  if (auditSeq === undefined) return 'by the checks of the contract';
  return checks.length === 0
    ? 'to the auditor of the contract'
    : 'by the checks of the contract and to its auditor';
}
