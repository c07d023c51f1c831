/** What a running thread waits for, when that is a model's provider: only Temporal knows of the attempts of a call. Pure. */
import type { ThreadView } from '../../workflows/view/thread-view.ts';

/** An Activity that has not ended, as far as Temporal's description of a workflow is read here. */
export interface PendingCall {
  readonly attempt?: number | null;
  readonly lastFailure?: {
    readonly message?: string | null;
    readonly applicationFailureInfo?: { readonly type?: string | null } | null;
  } | null;
  /** Absent while an attempt runs. */
  readonly nextAttemptScheduleTime?: { readonly seconds?: unknown; readonly nanos?: number | null } | null;
}

/** Failures of the model are for the caller; others are the operator's. */
const OF_THE_MODEL = 'ModelError.';

/** The view, whose `next` tells which attempt is due, when, and what the last one met. */
export function withRetry(view: ThreadView, pending: readonly PendingCall[]): ThreadView {
  const retried = pending.find(({ lastFailure }) =>
    lastFailure?.applicationFailureInfo?.type?.startsWith(OF_THE_MODEL),
  );
  if (retried === undefined) return view;
  const { attempt, lastFailure, nextAttemptScheduleTime: due } = retried;
  const call = `attempt ${attempt ?? 1} of a model call, after: ${lastFailure?.message ?? 'a failure'}`;
  const reason = `${view.next.reason}; ${call}`;
  const atMs =
    due == null ? {} : { atMs: Number(due.seconds ?? 0) * 1000 + Math.floor((due.nanos ?? 0) / 1e6) };
  const { running } = view.next;
  const still = running === undefined ? {} : { running };
  return { ...view, next: { action: 'running', reason, ...atMs, ...still } };
}
