/**
 * How a goal that gets nowhere is held back: later and later, and in the end not at all without a person.
 * Pure.
 */
import type { Goal } from '../goal/goal.ts';
import { goalRefOf } from '../goal/goal-ref.ts';
import { countOf } from '../text/count-of.ts';
import { standingBlocker } from '../thread/state/blocked-turns.ts';
import type { Continuation } from '../thread/state/continuation.ts';
import { record, type ThreadState } from '../thread/state/thread-state.ts';

const FIRST_IDLE_DELAY_MS = 10_000;
const MAX_DELAY_MS = 3_600_000;
const DID_NO_WORK = 'the last automatic turn did no work (no tool call, or only status tools)';

/** Each time twice as long as the time before. */
export const delayMs = (firstMs: number, times: number): number =>
  Math.min(MAX_DELAY_MS, firstMs * 2 ** Math.min(times - 1, 20));

/** No automatic turn starts until a person acts. */
export function stalled(state: ThreadState, reason: string, nowMs: number): ThreadState {
  const continuation = { ...state.continuation, suppressedBecause: reason };
  const blockedSeq = standingBlocker(state)?.callSeq;
  const account = blockedSeq === undefined ? {} : { blockedSeq };
  const goal = state.goal === null ? {} : { goal: goalRefOf(state.goal) };
  return record({ ...state, continuation }, { type: 'goalStalled', reason, ...goal, ...account }, nowMs);
}

/** The next automatic turn waits; `times`: how often in a row this has been so. */
export function backedOff(state: ThreadState, times: number, heldBackBy: string, nowMs: number): ThreadState {
  const notBeforeMs = nowMs + delayMs(FIRST_IDLE_DELAY_MS, times);
  return { ...state, continuation: { ...state.continuation, notBeforeMs, heldBackBy } };
}

/** The turn was no progress. `isLenient`: whoever did no work is told so once before it stalls the goal. */
export function holdBack(
  state: ThreadState,
  goal: Goal,
  isWordsOnly: boolean,
  nowMs: number,
  isLenient: boolean,
): ThreadState {
  const { onNoToolCall, stallAfterTurns } = goal.policy;
  const idleTurns = state.continuation.idleTurns + 1;
  const { isTold, blocker } = state.continuation;
  const counted = { ...state, continuation: { ...untold(state), idleTurns } };
  // Naming an obstacle, even another one each time, is no silence.
  const isNaming = isLenient && blocker?.lastTurn === state.turn;
  if (isWordsOnly && onNoToolCall === 'suppress' && !isNaming) {
    if (!isLenient || isTold || idleTurns >= stallAfterTurns) return stalled(counted, DID_NO_WORK, nowMs);
    return { ...counted, continuation: { ...counted.continuation, isTold: true } };
  }
  if (idleTurns >= stallAfterTurns)
    return stalled(counted, `${idleTurns} automatic turns in a row without progress`, nowMs);
  if (isWordsOnly && onNoToolCall === 'continue') return counted;
  const heldBackBy = `back-off after ${countOf(idleTurns, 'turn')} without progress`;
  return backedOff(counted, idleTurns, heldBackBy, nowMs);
}

/** Whoever works is not told again that it did not. */
export const untold = ({ continuation: { isTold: _, ...kept } }: ThreadState): Continuation => kept;
