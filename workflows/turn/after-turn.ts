/** What the end of a turn means for the next automatic one: go on, back off, stall, or block. Pure. */
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import type { Usage } from '../budget/usage.ts';
import { hasProgress } from '../evidence/progress.ts';
import { type Goal, inStatus } from '../goal/goal.ts';
import { transition } from '../goal/goal-machine.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { StatusCause } from '../goal/status-cause.ts';
import { countOf } from '../text/count-of.ts';
import { cutToLine } from '../text/cut-text.ts';
import { sawDigest } from '../thread/state/continuation.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import { changeGoal, record, type ThreadState } from '../thread/state/thread-state.ts';
import type { FinalCause } from './failure-type.ts';
import type { TurnKind } from './turn-kind.ts';

export interface TurnReport {
  readonly kind: TurnKind;
  readonly goal?: GoalRef;
  readonly tokens: number;
  readonly toolCalls: number;
  /** Tool calls that do something; planning and status tools do not count. */
  readonly workingCalls: number;
  /** It is the digest of the workspace as the turn left it; absent when nothing could have changed it. */
  readonly digest?: string;
  /** Something ran after the workspace was last looked at: whether it changed is not known. */
  readonly isDirty: boolean;
  /**
   * An audit in this turn came nearer to the finish line than any before, or a claim had evidence that none
   * had before.
   */
  readonly isNearer: boolean;
  /** It had as many model calls as a turn may have. */
  readonly isCut?: boolean;
  /** The turn ended because the model waits or asked something. */
  readonly hasYielded: boolean;
  readonly failure?: TurnFailure;
}

export interface TurnFailure {
  readonly reason: string;
  /** Trying again cannot help (a wrong key, a refused request): the goal is blocked at once. */
  readonly isFinal: boolean;
  /** What a final one is due to. */
  readonly finalCause?: FinalCause;
  /** A person stopped the turn: no fault, and no reason to back off. */
  readonly isCancellation: boolean;
  /** The provider refuses service until its limit is lifted, at `resetAtMs` if it said when. */
  readonly usageLimit?: { readonly resetAtMs?: number };
}

export const MAX_FAILING_TURNS = 3;
/** A failure's reason, in the words that say what a thread waits for. */
const MAX_REASON_CHARACTERS = 160;
const FIRST_FAILURE_DELAY_MS = 5_000;
const FIRST_IDLE_DELAY_MS = 10_000;
const MAX_DELAY_MS = 3_600_000;
const MIN_USAGE_LIMIT_MS = 60_000;

export function endTurn(state: ThreadState, report: TurnReport, nowMs: number): ThreadState {
  const { kind, tokens, toolCalls, failure } = report;
  const rest = omit(state, 'wokenBy');
  const ended = record(
    rest,
    {
      type: 'turnEnded',
      kind,
      toolCalls,
      tokens,
      ...(failure === undefined ? {} : { failure: failure.reason }),
      ...usageSoFar(currentGoal(state, report.goal)),
    },
    nowMs,
  );
  if (failure?.isCancellation) return ended;
  const goal = currentGoal(ended, report.goal);
  const next =
    failure === undefined
      ? afterSuccess(ended, report, goal, nowMs)
      : afterFailure(ended, goal, failure, nowMs);
  return withGap(next, goal, nowMs);
}

/** The goal is one that still pays: what is said after it is complete is not its to pay. */
const usageSoFar = (goal: Goal | undefined): { readonly goalUsage?: Usage } =>
  goal === undefined || goal.status === 'complete' ? {} : { goalUsage: goal.usage };

function afterSuccess(
  state: ThreadState,
  report: TurnReport,
  goal: Goal | undefined,
  nowMs: number,
): ThreadState {
  const { seenDigests, blocker } = state.continuation;
  const { digest } = report;
  const seen = digest === undefined ? state.continuation : sawDigest(state.continuation, digest);
  const calm = { ...state, continuation: { ...seen, failingTurns: 0 } };
  if (goal?.status !== 'active' || report.kind !== 'continuation') return calm;
  if (hasProgress(report, seenDigests))
    return { ...calm, continuation: { ...calm.continuation, idleTurns: 0 } };
  // Unknown is neither progress nor its absence (a turn that was cut has been looked at often enough all the
  // same); and whoever waits does not spin.
  const isUnknown = report.isDirty && !(report.isCut && digest !== undefined);
  if (isUnknown || report.hasYielded) return calm;
  // The blocked rule needs its turns: naming one and the same obstacle may go on until it is granted.
  if (blocker?.lastTurn === state.turn && !blocker.switched) return calm;
  return holdBack(calm, goal, report.workingCalls === 0, nowMs);
}

/** The turn did not bring the goal nearer: later and later, and in the end not at all without a person. */
function holdBack(state: ThreadState, goal: Goal, isWordsOnly: boolean, nowMs: number): ThreadState {
  const { onNoToolCall, stallAfterTurns } = goal.policy;
  const idleTurns = state.continuation.idleTurns + 1;
  const continuation = { ...state.continuation, idleTurns };
  const isSuppressed = isWordsOnly && onNoToolCall === 'suppress';
  if (isSuppressed || idleTurns >= stallAfterTurns) {
    const reason = isSuppressed
      ? 'the last automatic turn did no work (no tool call, or only status tools)'
      : `${idleTurns} automatic turns in a row without progress`;
    const stalled = { ...state, continuation: { ...continuation, suppressedBecause: reason } };
    return record(stalled, { type: 'goalStalled', reason }, nowMs);
  }
  if (isWordsOnly && onNoToolCall === 'continue') return { ...state, continuation };
  const notBeforeMs = nowMs + delayMs(FIRST_IDLE_DELAY_MS, idleTurns);
  const heldBackBy = `back-off after ${countOf(idleTurns, 'turn')} without progress`;
  return { ...state, continuation: { ...continuation, notBeforeMs, heldBackBy } };
}

function afterFailure(
  state: ThreadState,
  goal: Goal | undefined,
  failure: TurnFailure,
  nowMs: number,
): ThreadState {
  const { reason, isFinal, usageLimit } = failure;
  if (usageLimit !== undefined) return limitUsage(state, goal, reason, usageLimit.resetAtMs, nowMs);
  const failingTurns = state.continuation.failingTurns + 1;
  const notBeforeMs = nowMs + delayMs(FIRST_FAILURE_DELAY_MS, failingTurns);
  const heldBackBy = `back-off after failing turn ${failingTurns} of ${MAX_FAILING_TURNS}: ${cutToLine(reason, MAX_REASON_CHARACTERS)}`;
  const counted = {
    ...state,
    continuation: { ...state.continuation, failingTurns, notBeforeMs, heldBackBy },
  };
  if (goal === undefined || !(isFinal || failingTurns >= MAX_FAILING_TURNS)) return counted;
  const next = transition(goal.status, 'block', 'system', { budgetExhausted: false, proven: false });
  if (!next.ok || next.status === goal.status) return counted;
  const cause = causeOf(failure, failingTurns);
  return changeGoal(counted, inStatus(goal, next.status, cause, reason), 'blocked', 'system', nowMs);
}

const causeOf = ({ isFinal, finalCause = 'modelRefused' }: TurnFailure, failingTurns: number): StatusCause =>
  isFinal ? { kind: finalCause } : { kind: 'turnsFailing', turns: failingTurns };

/** No fault of the turn: the goal rests until the provider serves it again. */
function limitUsage(
  state: ThreadState,
  goal: Goal | undefined,
  reason: string,
  resetAtMs: number | undefined,
  nowMs: number,
): ThreadState {
  if (goal === undefined) return state;
  const next = transition(goal.status, 'limitUsage', 'system', { budgetExhausted: false, proven: false });
  if (!next.ok) return state;
  // A reset time that is over already must not become a loop of refused calls.
  const resumeAtMs = resetAtMs === undefined ? undefined : Math.max(resetAtMs, nowMs + MIN_USAGE_LIMIT_MS);
  const limited = {
    ...inStatus(goal, next.status, { kind: 'usageLimited' }, reason),
    ...defined({ resumeAtMs }),
  };
  return changeGoal(state, limited, 'usageLimited', 'system', nowMs);
}

/** The least time between two turns, whatever else holds them apart. */
function withGap(state: ThreadState, goal: Goal | undefined, nowMs: number): ThreadState {
  const gapMs = (goal?.policy.minGapSeconds ?? 0) * 1000;
  const { continuation } = state;
  if (gapMs === 0 || continuation.notBeforeMs >= nowMs + gapMs) return state;
  const heldBackBy = 'least time between turns';
  return { ...state, continuation: { ...continuation, notBeforeMs: nowMs + gapMs, heldBackBy } };
}

const delayMs = (firstMs: number, times: number): number =>
  Math.min(MAX_DELAY_MS, firstMs * 2 ** Math.min(times - 1, 20));
