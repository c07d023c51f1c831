/**
 * What a run of the checks tells of a goal whose turns bring nothing nearer: it goes on, backs off, or
 * stalls. Pure.
 */
import { defined } from '../../objects/defined.ts';
import type { ChecksVerdict, JournalledChecks } from '../evidence/checks-verdict.ts';
import { compareWithBest } from '../evidence/progress.ts';
import { type Goal, isJudgedAs } from '../goal/goal.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import { countOf } from '../text/count-of.ts';
import type { Continuation } from '../thread/state/continuation.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import { looked } from '../thread/state/stretch.ts';
import type { ThreadState } from '../thread/state/thread-state.ts';
import { backedOff, stalled } from './hold-back.ts';

/**
 * Takes over what the service saw when it ran the checks by itself. It never ends a goal: only a claim does.
 */
export function applyLook(
  state: ThreadState,
  ref: GoalRef,
  result: JournalledChecks,
  nowMs: number,
): ThreadState {
  const goal = currentGoal(state, ref);
  if (goal === undefined || goal.status === 'complete' || !isJudgedAs(goal, ref.revision)) return state;
  const { best, isNearer } = compareWithBest(goal.best, result.outcomes);
  const { seq, reason } = result;
  const place = defined({ checksSeq: seq, unprovenSeq: reason === undefined ? undefined : seq });
  const measured = { ...goal, checks: result.outcomes, best, ...place };
  const seen = { ...state, goal: measured };
  if (isNearer) return { ...seen, continuation: { ...untilGap(state, goal, nowMs), idleTurns: 0 } };
  return afterLook(seen, measured, result, nowMs);
}

/** The checks could not be run: nothing is known, and the turns until the next look are counted anew. */
export const lookFailed = (state: ThreadState, ref: GoalRef, nowMs: number): ThreadState => {
  const goal = currentGoal(state, ref);
  return goal === undefined ? state : afterLook(state, goal, { cannotRun: 'failed' }, nowMs);
};

/** Nothing was nearer. A person who acted meanwhile has begun the count anew. */
export function afterLook(
  state: ThreadState,
  goal: Goal,
  { durationMs = 0, cannotRun }: Pick<ChecksVerdict, 'durationMs' | 'cannotRun'>,
  nowMs: number,
): ThreadState {
  const { stretch: before } = state.continuation;
  if (before === undefined) return state;
  const isFruitless = cannotRun === undefined;
  const stretch = looked(before, isFruitless, { lookMs: durationMs, lookedAtActiveMs: goal.usage.activeMs });
  const counted = { ...state, continuation: { ...state.continuation, stretch } };
  if (!isFruitless || goal.status !== 'active') return counted;
  const { turns, looks } = stretch;
  if (looks >= goal.policy.stallAfterTurns)
    return stalled(counted, `in ${countOf(turns, 'automatic turn')} in a row ${NOTHING_NEARER}`, nowMs);
  const heldBackBy = `back-off after ${countOf(turns, 'turn')} in which nothing came nearer`;
  const held = backedOff(counted, looks, heldBackBy, nowMs);
  // A turn that changed nothing at all may have to wait for longer.
  return held.continuation.notBeforeMs > state.continuation.notBeforeMs ? held : counted;
}

const NOTHING_NEARER =
  'nothing came nearer: no figure of a check, no further check that passes, no claim on new evidence';

/** What a turn was held back for that went round and round is void: its rounds were work. */
function untilGap({ continuation }: ThreadState, { policy }: Goal, nowMs: number): Continuation {
  const { stretch, ...kept } = continuation;
  if (!stretch?.hasGoneRound) return kept;
  return { ...kept, notBeforeMs: Math.min(kept.notBeforeMs, nowMs + policy.minGapSeconds * 1000) };
}
