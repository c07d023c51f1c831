/**
 * What a running thread waits for, when that is a model's provider: only Temporal knows of the attempts of a
 * call. Pure.
 */
import { MAX_ATTEMPT_MS } from '../../workflows/turn/call-lifetime.ts';
import type { ThreadView, Work } from '../../workflows/view/thread-view.ts';
import { type BeatingCall, heartbeatOf } from './heartbeat-of.ts';

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

/** A call whose attempts nothing limits: only the one that runs has an end. */
export interface RunningAttempt extends BeatingCall {
  readonly lastStartedTime?: PendingCall['nextAttemptScheduleTime'];
  /** Absent while an attempt runs. */
  readonly nextAttemptScheduleTime?: PendingCall['nextAttemptScheduleTime'];
}

/** The Activity behind each kind of work that asks a model once in an attempt. */
const ASKS_ONCE: Readonly<Record<string, Work['what']>> = {
  callModel: 'modelCall',
  compactTranscript: 'compaction',
};

/**
 * The view, whose `running` tells until when a model call may take that has no limit of its own: as long as
 * its worker waits for the model; where the worker says something else, as long as its attempt; and while it
 * has said nothing yet, nobody knows.
 */
export function withAttemptEnd(view: ThreadView, pending: readonly RunningAttempt[]): ThreadView {
  const { running } = view.next;
  if (running === undefined) return view;
  const ends = new Map<Work['what'], number>();
  for (const call of pending) {
    const { activityType, lastStartedTime, nextAttemptScheduleTime } = call;
    const what = ASKS_ONCE[activityType?.name ?? ''];
    const said = heartbeatOf(call);
    if (
      said !== undefined &&
      what !== undefined &&
      lastStartedTime != null &&
      nextAttemptScheduleTime == null
    )
      ends.set(what, endMs(said, msOf(lastStartedTime)));
  }
  const told = running.map((work) => {
    const untilMs = work.untilMs ?? ends.get(work.what);
    return untilMs === undefined ? work : { ...work, untilMs };
  });
  return { ...view, next: { ...view.next, running: told } };
}

/** What an earlier attempt was told is no news of this one. */
function endMs({ askedUntilMs: asked }: Readonly<Record<string, unknown>>, startedAtMs: number): number {
  const attemptEndMs = startedAtMs + MAX_ATTEMPT_MS;
  return typeof asked === 'number' && asked >= startedAtMs ? Math.min(asked, attemptEndMs) : attemptEndMs;
}

const msOf = ({ seconds, nanos }: NonNullable<PendingCall['nextAttemptScheduleTime']>): number =>
  Number(seconds ?? 0) * 1000 + Math.floor((nanos ?? 0) / 1e6);

/** Failures of the model are for the caller; others are the operator's. */
const OF_THE_MODEL = 'ModelError.';

/** The view, whose `next` tells which attempt is due, when, and what the last one met. */
export function withRetry(view: ThreadView, pending: readonly PendingCall[]): ThreadView {
  const retried = pending.find(({ lastFailure }) =>
    lastFailure?.applicationFailureInfo?.type?.startsWith(OF_THE_MODEL),
  );
  if (retried === undefined) return view;
  const { lastFailure, nextAttemptScheduleTime: due } = retried;
  const attempt = retried.attempt ?? 1;
  const call = `attempt ${attempt} of a model call, after: ${lastFailure?.message ?? 'a failure'}`;
  const reason = `${view.next.reason}; ${call}`;
  const atMs = due == null ? {} : { atMs: msOf(due) };
  const { running } = view.next;
  const still = running === undefined ? {} : { running };
  return { ...view, next: { action: 'running', reason, attempt, ...atMs, ...still } };
}
