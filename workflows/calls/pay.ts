/** Charges what Activities say that their model calls have cost, those that failed as well. */
import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/workflow';
import { type Spent, spentIn, type Timed } from '../budget/spent.ts';
import { billedTokens } from '../budget/usage.ts';
import { charge } from '../thread/accounting.ts';
import { withTokens } from '../turn/turn.ts';
import type { RunningTurn, Thread } from './running-thread.ts';

export function pay(
  thread: Thread,
  turn: RunningTurn,
  { usage, modelCalls, durationMs = 0 }: Spent & Timed,
): void {
  turn.soFar = withTokens(turn.soFar, billedTokens(usage));
  thread.state = charge(thread.state, turn.soFar.goal, { ...usage, modelCalls, activeMs: durationMs });
}

/** What the Activity had spent until it failed. */
export const spentUntil = (error: unknown): Spent => spentIn(detailsOf(error));

export const payForFailed = (thread: Thread, turn: RunningTurn, error: unknown): void =>
  pay(thread, turn, spentUntil(error));

/** No attempt has said how it ended. */
export const isLostWorker = (error: unknown): boolean =>
  error instanceof ActivityFailure && error.cause instanceof TimeoutFailure;

/** The same as for any other calls, and once more by itself. `count`: how many compactions it was for. */
export function payForCompaction(
  thread: Thread,
  turn: RunningTurn,
  spent: Spent & Timed,
  count: 0 | 1,
): void {
  pay(thread, turn, spent);
  const { modelCalls, usage } = spent;
  const compaction = { count, modelCalls, tokens: billedTokens(usage), costUsd: usage.costUsd ?? 0 };
  if (count + modelCalls > 0) thread.state = charge(thread.state, turn.soFar.goal, { compaction });
}

/** Where a failed Activity says what it had spent until then. */
function detailsOf(error: unknown): unknown {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return cause.lastHeartbeatDetails;
  return cause instanceof ApplicationFailure || cause instanceof CancelledFailure
    ? cause.details?.[0]
    : undefined;
}
