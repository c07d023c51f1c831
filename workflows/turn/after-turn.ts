/** What the end of a turn means for the next automatic one: go on, back off, stall, or block. Pure. */
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import type { Usage } from '../budget/usage.ts';
import { hasProgress } from '../evidence/progress.ts';
import { type Goal, inStatus } from '../goal/goal.ts';
import { transition } from '../goal/goal-machine.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { FailureOf, StatusCause } from '../goal/status-cause.ts';
import { cutToLine } from '../text/cut-text.ts';
import { noteGap, type RecordGap } from '../thread/record-gap.ts';
import { sawDigest } from '../thread/state/continuation.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import { dueAfterRounds, lengthened } from '../thread/state/stretch.ts';
import { changeGoal, record, type ThreadState } from '../thread/state/thread-state.ts';
import { afterLook } from './apply-look.ts';
import { delayMs, holdBack, untold } from './hold-back.ts';
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
  readonly workspaceMayHaveChanged: boolean;
  /**
   * An audit in this turn came nearer to the finish line than any before, or a claim had evidence that none
   * had before.
   */
  readonly isNearer: boolean;
  /** The checks ran in this turn, for a claim of completion. */
  readonly hasMeasured?: boolean;
  /** It had as many model calls as a turn may have. */
  readonly isCut?: boolean;
  /** It was ended since it made the same calls with the same results again and again. */
  readonly isRepeating?: boolean;
  /** The turn ended because the model waits or asked something. */
  readonly hasYielded: boolean;
  readonly failure?: TurnFailure;
}

export interface TurnFailure {
  readonly reason: string;
  /** Trying again cannot help (a wrong key, a refused request): the goal is blocked at once. */
  readonly isFinal: boolean;
  /** Absent: none of those that it tells apart. */
  readonly failureOf?: FailureOf;
  /** What a final one is due to. */
  readonly finalCause?: StatusCause;
  /** Journal and Temporal are of different ages. */
  readonly gap?: RecordGap;
  /** A person stopped the turn: no fault, and no reason to back off. */
  readonly isCancellation: boolean;
  /** The provider refuses service until its limit is lifted, at `resetAtMs` if it said when. */
  readonly usageLimit?: { readonly resetAtMs?: number };
}

export const MAX_FAILING_TURNS = 3;
/** A failure's reason, in the words that say what a thread waits for. */
const MAX_REASON_CHARACTERS = 160;
const FIRST_FAILURE_DELAY_MS = 5_000;
const MIN_USAGE_LIMIT_MS = 60_000;

/**
 * `isLenient`: whoever did no work is told so once before it stalls the goal. `looksAfterRounds`: the checks
 * run behind a turn that went round and round and changed the workspace.
 */
export function endTurn(
  state: ThreadState,
  report: TurnReport,
  nowMs: number,
  isLenient = true,
  looksAfterRounds = true,
): ThreadState {
  const { kind, tokens, toolCalls, failure } = report;
  const rest = omit(state, 'wokenBy', 'unansweredCall');
  const ended = record(
    failure?.gap === undefined ? rest : noteGap(rest, failure.gap, nowMs),
    {
      type: 'turnEnded',
      kind,
      toolCalls,
      tokens,
      ...(failure === undefined
        ? {}
        : { failure: failure.reason, ...defined({ failureOf: failure.failureOf }) }),
      ...usageSoFar(currentGoal(state, report.goal)),
    },
    nowMs,
  );
  if (failure?.isCancellation) return ended;
  const goal = currentGoal(ended, report.goal);
  const next =
    failure === undefined
      ? afterSuccess(ended, report, goal, nowMs, { isLenient, looksAfterRounds })
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
  { isLenient, looksAfterRounds }: { readonly isLenient: boolean; readonly looksAfterRounds: boolean },
): ThreadState {
  const { seenDigests, blocker } = state.continuation;
  const { digest } = report;
  const continuation = digest === undefined ? state.continuation : sawDigest(state.continuation, digest);
  const withoutFailures = { ...state, continuation: { ...continuation, failingTurns: 0 } };
  if (goal?.status !== 'active' || report.kind !== 'continuation') return withoutFailures;
  // Whoever waits does not spin. The blocked rule needs its turns: naming one and the same obstacle may go on
  // until it is granted.
  const isNaming = blocker?.lastTurn === state.turn && !blocker.switched;
  const counted =
    report.hasYielded || isNaming ? withoutFailures : inStretch(withoutFailures, goal, report, nowMs);
  if (counted.continuation.suppressedBecause !== undefined) return counted;
  // Whatever it did before it went round and round, it would do again.
  const isProgress = !(report.isRepeating && !report.isNearer) && hasProgress(report, seenDigests);
  if (isProgress) return { ...counted, continuation: { ...untold(counted), idleTurns: 0 } };
  // Unknown is neither progress nor its absence (a turn that was cut has been looked at often enough all the
  // same).
  const isLookedAt =
    !report.workspaceMayHaveChanged || (report.isCut && digest !== undefined) || report.isRepeating;
  if (!isLookedAt || report.hasYielded || isNaming) return counted;
  const held = holdBack(counted, goal, report.workingCalls === 0, nowMs, isLenient);
  return looksAfterRounds && hasProgress(report, seenDigests) ? withLookDue(held) : held;
}

/** What is no progress by its calls may be some by a figure that a check reads: that is looked at. */
function withLookDue(state: ThreadState): ThreadState {
  const { stretch, ...continuation } = state.continuation;
  return stretch === undefined
    ? state
    : { ...state, continuation: { ...continuation, stretch: dueAfterRounds(stretch) } };
}

/** Whether the turn is one that may have to be told that it did no work. */
export const mayBeSilent = (state: ThreadState, { kind, goal: ref, workingCalls }: TurnReport): boolean =>
  kind === 'continuation' &&
  workingCalls === 0 &&
  currentGoal(state, ref)?.policy.onNoToolCall === 'suppress';

/** Whether this turn brought anything nearer is told apart from whether it changed anything. */
function inStretch(state: ThreadState, goal: Goal, report: TurnReport, nowMs: number): ThreadState {
  const { stretch: before, ...continuation } = state.continuation;
  if (report.isNearer || goal.policy.progress !== 'nearer') return { ...state, continuation };
  const stretch = lengthened(before, goal.policy, goal.usage.activeMs);
  const longer = { ...state, continuation: { ...continuation, stretch } };
  // A claim in this turn has shown what another run of the checks would.
  return stretch.isDue && report.hasMeasured ? afterLook(longer, goal, {}, nowMs) : longer;
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
  const next = transition(goal.status, 'block', 'system');
  if (!next.ok || next.status === goal.status) return counted;
  const cause = causeOf(failure, failingTurns);
  return changeGoal(counted, inStatus(goal, next.status, cause, reason), 'blocked', 'system', nowMs);
}

const causeOf = ({ isFinal, finalCause, failureOf }: TurnFailure, failingTurns: number): StatusCause =>
  isFinal
    ? (finalCause ?? { kind: 'modelRefused' })
    : { kind: 'turnsFailing', turns: failingTurns, ...defined({ failureOf }) };

/** No fault of the turn: the goal rests until the provider serves it again. */
function limitUsage(
  state: ThreadState,
  goal: Goal | undefined,
  reason: string,
  resetAtMs: number | undefined,
  nowMs: number,
): ThreadState {
  if (goal === undefined) return state;
  const next = transition(goal.status, 'limitUsage', 'system');
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
