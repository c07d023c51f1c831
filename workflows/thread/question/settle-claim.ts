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

/** Who was refused so often because of twins may be playing a lottery: each claim is a ticket. */
const MAX_TWIN_REFUSALS = 3;

/** How twins come into a refusal. */
export type TwinPart =
  | 'none'
  | 'refused'
  /** They refused, and so often that a person is needed. */
  | 'refusedTooOften';

/** Whether one more refusal by twins, since a person acted last, is one too many. */
export const isOneTooMany = ({ continuation: { twinRefusals = 0 } }: ThreadState): boolean =>
  twinRefusals + 1 >= MAX_TWIN_REFUSALS;

/** Counted, and in the end a block with the last reason: who claims again and again needs a person. */
export function refuseClaim(
  state: ThreadState,
  goal: Goal,
  reason: string,
  actor: Actor,
  nowMs: number,
  byTwins: TwinPart = 'none',
): ThreadState {
  const { continuation } = state;
  const refusedInRow = continuation.refusedAudits + 1;
  const twinRefusals = byTwins === 'none' ? {} : { twinRefusals: (continuation.twinRefusals ?? 0) + 1 };
  const counted = {
    ...state,
    continuation: { ...continuation, refusedAudits: refusedInRow, ...twinRefusals },
  };
  const isCapped = refusedInRow >= goal.policy.maxRefusedAudits || byTwins === 'refusedTooOften';
  const refused = { ...goal, refusedAudits: goal.refusedAudits + 1 };
  const next = transition(goal.status, 'block', 'system');
  if (isCapped && next.ok && next.status === 'blocked') {
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
