/**
 * What of a thread's work has not begun, although its workflow has asked for it: no worker has taken it, or
 * its worker has no place free. Only Temporal, and the worker, know of it. Pure.
 */
import type { ThreadView, Work } from '../../workflows/view/thread-view.ts';
import { type BeatingCall, heartbeatOf } from './heartbeat-of.ts';

/** An Activity that has not ended, as far as Temporal's description of a workflow is read here. */
export interface QueuedCall extends BeatingCall {
  /** One of `temporal.api.enums.v1.PendingActivityState`. */
  readonly state?: number | null;
  /** A retry is due then. */
  readonly nextAttemptScheduleTime?: object | null;
}

const SCHEDULED = 1;

/** The Activity behind each kind of work. */
const KINDS: Readonly<Record<string, Work['what']>> = {
  callModel: 'modelCall',
  runToolCall: 'toolCall',
  runChecks: 'checks',
  judgeClaim: 'auditor',
  compactTranscript: 'compaction',
};

const TOLD = {
  worker: 'it has not begun: no worker has taken it yet',
  place: 'it has not begun: all places for such work are taken',
} as const satisfies Record<NonNullable<Work['waitsFor']>, string>;

/** The view, whose `running` marks what waits; where all of it does, `next` says so. */
export function withQueue(view: ThreadView, pending: readonly QueuedCall[]): ThreadView {
  const { running } = view.next;
  if (running === undefined || running.length === 0) return view;
  const told = running.map((work) => {
    const waitsFor = waitOf(pending.filter(({ activityType }) => workKindOf(activityType) === work.what));
    return waitsFor === undefined ? work : { ...work, waitsFor };
  });
  const [first] = told;
  const isWaiting = first?.waitsFor !== undefined && told.every(({ waitsFor }) => waitsFor !== undefined);
  const reason = isWaiting ? `${view.next.reason}; ${TOLD[first.waitsFor]}` : view.next.reason;
  return { ...view, next: { ...view.next, reason, running: told } };
}

/** `undefined`: it is none of the work that people are told of. */
export const workKindOf = (type: QueuedCall['activityType']): Work['what'] | undefined =>
  KINDS[type?.name ?? ''];

/** Calls that run side by side are not told apart here: only what holds of all of them is said. */
function waitOf(calls: readonly QueuedCall[]): Work['waitsFor'] {
  const waits = calls.map((call) => {
    if (call.state === SCHEDULED) return call.nextAttemptScheduleTime == null ? 'worker' : undefined;
    return heartbeatOf(call)?.waitsForPlace === true ? 'place' : undefined;
  });
  const [first, ...others] = waits;
  return others.every((wait) => wait === first) ? first : undefined;
}
