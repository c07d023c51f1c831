/** What the end of a turn means for the next automatic one: go on, back off, stall, or block. Pure. */
import { currentGoal } from './accounting.ts';
import type { GoalRef, TurnKind } from './activities.ts';
import { transition } from './goal-machine.ts';
import { changeGoal, record, type ThreadState } from './thread-state.ts';

export interface TurnReport {
  readonly kind: TurnKind;
  readonly goal?: GoalRef;
  readonly tokens: number;
  readonly toolCalls: number;
  /** Tool calls that do something; planning and status tools do not count. */
  readonly workingCalls: number;
  readonly failure?: TurnFailure;
}

export interface TurnFailure {
  readonly reason: string;
  /** Trying again cannot help (a wrong key, a refused request): the goal is blocked at once. */
  readonly isFinal: boolean;
  /** A person stopped the turn: no fault, and no reason to back off. */
  readonly isCancellation: boolean;
}

export const MAX_FAILING_TURNS = 3;
const FIRST_BACK_OFF_MS = 5_000;

export function endTurn(state: ThreadState, report: TurnReport, nowMs: number): ThreadState {
  const { kind, tokens, toolCalls, failure } = report;
  const ended = record(
    state,
    {
      type: 'turnEnded',
      kind,
      toolCalls,
      tokens,
      ...(failure === undefined ? {} : { failure: failure.reason }),
    },
    nowMs,
  );
  if (failure?.isCancellation) return ended;
  return failure === undefined
    ? afterSuccess(ended, report, nowMs)
    : afterFailure(ended, report, failure, nowMs);
}

function afterSuccess(state: ThreadState, report: TurnReport, nowMs: number): ThreadState {
  const { blocker } = state.continuation;
  const continuation = { ...state.continuation, failingTurns: 0 };
  const goal = currentGoal(state, report.goal);
  const isIdle = report.kind === 'continuation' && report.workingCalls === 0;
  if (goal?.status !== 'active' || !isIdle || goal.policy.onNoToolCall === 'continue')
    return { ...state, continuation };
  // The blocked rule needs its turns: naming one and the same obstacle may go on until it is granted.
  if (blocker?.lastTurn === state.turn && !blocker.switched) return { ...state, continuation };
  const reason = 'the last automatic turn did no work (no tool call, or only status tools)';
  const stalled = { ...state, continuation: { ...continuation, suppressedBecause: reason } };
  return record(stalled, { type: 'goalStalled', reason }, nowMs);
}

function afterFailure(
  state: ThreadState,
  report: TurnReport,
  failure: TurnFailure,
  nowMs: number,
): ThreadState {
  const failingTurns = state.continuation.failingTurns + 1;
  const notBeforeMs = nowMs + FIRST_BACK_OFF_MS * 2 ** (failingTurns - 1);
  const counted = { ...state, continuation: { ...state.continuation, failingTurns, notBeforeMs } };
  const goal = currentGoal(state, report.goal);
  if (goal === undefined || !(failure.isFinal || failingTurns >= MAX_FAILING_TURNS)) return counted;
  const next = transition(goal.status, 'block', 'system', { budgetExhausted: false, proven: false });
  if (!next.ok) return counted;
  const times = failure.isFinal ? '' : ` (${failingTurns} turns in a row)`;
  const statusReason = `${failure.reason}${times}`;
  return changeGoal(counted, { ...goal, status: next.status, statusReason }, 'blocked', 'system', nowMs);
}
