/** Runs of the checks that somebody asked for: wanted, and answered by the next run. Pure. */
import type { CheckResult } from '../evidence/check-result.ts';
import { hasHeldClaim, isJudgedAs } from '../goal/goal.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import { lapseHeld } from './question/held-claim.ts';
import { answerOutcomes } from './state/outcome.ts';
import { changeGoal, type ThreadState } from './state/thread-state.ts';

/** More that wait at the same time are answered by their request's outcome alone. */
const MAX_REQUESTS = 20;

/** They run at the next safe boundary; several requests are answered by one run. */
export function orderChecks(state: ThreadState, requestId: string): ThreadState {
  const { goal, checkRequests = [] } = state;
  if (goal === null) return state;
  const orders = [...checkRequests, { requestId, goalId: goal.goalId }].slice(-MAX_REQUESTS);
  return { ...state, checkRequests: orders };
}

/** Whether a run is wanted of the goal that the thread has now. */
export const hasChecksOrder = ({ goal, checkRequests = [] }: ThreadState): boolean =>
  checkRequests.some(({ goalId }) => goalId === goal?.goalId);

/** The goal of an order is gone before its checks ran: whoever asked hears that they will not. */
export function answerLostOrders(state: ThreadState): ThreadState {
  const { goal, checkRequests = [], ...rest } = state;
  const kept = checkRequests.filter(({ goalId }) => goalId === goal?.goalId);
  if (kept.length === checkRequests.length) return state;
  const lost = checkRequests.filter((order) => !kept.includes(order)).map(({ requestId }) => requestId);
  return {
    ...rest,
    goal,
    outcomes: answerOutcomes(state.outcomes, lost, {
      checksFailure: 'their goal was taken off the thread before',
    }),
    ...(kept.length === 0 ? {} : { checkRequests: kept }),
  };
}

export type OrderedRun =
  /** Where the results stand in the journal. */
  | {
      readonly seq: number;
      readonly outcomes: readonly CheckResult[];
      /** What would have refused a claim. */
      readonly reason?: string;
    }
  | { readonly failure: string };

/**
 * Whether a claim that only waits for the goal to be resumed is contradicted: what it was judged by did not
 * pass this time.
 */
export const lapsesClaim = ({ goal }: ThreadState, { goalId, revision }: GoalRef, run: OrderedRun): boolean =>
  goal?.goalId === goalId &&
  isJudgedAs(goal, revision) &&
  hasHeldClaim(goal) &&
  'seq' in run &&
  run.outcomes.some(({ passed }) => !passed);

/** It lapses, and the record says so. */
function withoutHeld(state: ThreadState, nowMs: number): ThreadState {
  const lapsed = lapseHeld(state, 'a check failed when it was run again', nowMs, 'checkFailed');
  return lapsed.goal === null ? lapsed : changeGoal(lapsed, lapsed.goal, 'claimLapsed', 'system', nowMs);
}

/**
 * Tells everybody who asked, and shows the results on a goal that is still under way. They complete nothing:
 * only an audit does, and a complete goal never changes again. A claim that is held lapses when one of its
 * checks does not pass.
 */
export function answerChecksOrders(
  state: ThreadState,
  goal: GoalRef,
  run: OrderedRun,
  nowMs: number,
  mayLapse = true,
): ThreadState {
  if (mayLapse && lapsesClaim(state, goal, run))
    return answerChecksOrders(withoutHeld(state, nowMs), goal, run, nowMs);
  const { checkRequests = [], ...rest } = state;
  const answer = 'seq' in run ? { checksSeq: run.seq } : { checksFailure: run.failure };
  const answered = {
    ...rest,
    outcomes: answerOutcomes(
      state.outcomes,
      checkRequests.map(({ requestId }) => requestId),
      answer,
    ),
  };
  const current = state.goal;
  const isSame = current?.goalId === goal.goalId && isJudgedAs(current, goal.revision);
  // A claim that a person rules on, or that is held, stands on the results that it was made with.
  const isClaimed = state.request?.kind === 'changedTests' || (current !== null && hasHeldClaim(current));
  if (!isSame || isClaimed || current.status === 'complete' || !('seq' in run)) return answered;
  const unproven = run.reason === undefined ? {} : { unprovenSeq: run.seq };
  return { ...answered, goal: { ...current, checks: run.outcomes, checksSeq: run.seq, ...unproven } };
}
