/**
 * What an Activity has spent on model calls so far, over all attempts: nothing that was paid for may be
 * forgotten when one of them fails or is lost.
 */
import { CancelledFailure, Context } from '@temporalio/activity';
import { defined } from '../../objects/defined.ts';
import { addSpent, NOTHING_SPENT, type Spent, spentIn } from '../../workflows/budget/spent.ts';
import type { ModelUsage } from '../../workflows/budget/usage.ts';
import { type CallPlace, withHeartbeat } from './heartbeat.ts';

export interface Account {
  /** Another model call was made; Temporal hears of it at once. */
  add(usage: ModelUsage): void;
  /** It counts this attempt and those before. */
  total(): Spent;
  /** The call that an earlier attempt has made in the background and not seen the end of. */
  readonly pending: PendingResponse | undefined;
  /** Temporal hears at once which call is being made in the background; `undefined`: its end was seen. */
  follow(pending: PendingResponse | undefined): void;
  /** Temporal hears at once until when the model is waited for. */
  ask(untilMs: number): void;
  /** The next attempt, or the workflow, finds it like this. */
  details(): AccountDetails;
}

export interface AccountDetails {
  readonly spent: Spent;
  readonly pending?: PendingResponse;
  /** The model that is asked now has to have answered by then. */
  readonly askedUntilMs?: number;
}

export interface PendingResponse {
  readonly responseId: string;
  /** Which model was asked. */
  readonly model: string;
}

/**
 * Runs the work of an Activity under heartbeats that tell its account; so does its end, when it is cancelled.
 */
export function withAccount<T extends object>(
  work: (account: Account, signal: AbortSignal) => Promise<T>,
  place?: CallPlace,
): Promise<T & { readonly durationMs: number }> {
  const account = openAccount();
  return withHeartbeat(
    (signal) =>
      work(account, signal).catch((error: unknown) => {
        // Cancelled in the middle: what was asked until then is paid for.
        throw signal.aborted && signal.reason instanceof CancelledFailure
          ? new CancelledFailure(signal.reason.message, [account.details()])
          : error;
      }),
    account.details,
    place,
  );
}

/** The account is the running Activity's. It begins with what the heartbeats of earlier attempts said. */
function openAccount(): Account {
  const context = Context.current();
  let spent = addSpent(NOTHING_SPENT, spentIn(context.info.heartbeatDetails));
  const found = pendingIn(context.info.heartbeatDetails);
  let pending = found;
  let askedUntilMs: number | undefined;
  const details = () => ({ spent, ...defined({ pending, askedUntilMs }) });
  return {
    pending: found,
    follow(next) {
      pending = next;
      context.heartbeat(details());
    },
    add(usage) {
      spent = addSpent(spent, { modelCalls: 1, usage });
      context.heartbeat(details());
    },
    ask(untilMs) {
      askedUntilMs = untilMs;
      context.heartbeat(details());
    },
    total: () => spent,
    details,
  };
}

/** Written by another worker, maybe of another release. */
function pendingIn(details: unknown): PendingResponse | undefined {
  const { pending } = (details ?? {}) as { readonly pending?: Partial<PendingResponse> };
  const { responseId, model } = pending ?? {};
  return typeof responseId === 'string' && typeof model === 'string' ? { responseId, model } : undefined;
}
