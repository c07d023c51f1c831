/**
 * Whether the workspace is made before a thread's work begins: a clone may take minutes. Only the worker
 * knows of it, and says so with its heartbeats. Pure.
 */
import type { ThreadView, WorkspaceFrom } from '../../workflows/view/thread-view.ts';
import { heartbeatOf } from './heartbeat-of.ts';
import { type QueuedCall, workKindOf } from './queued-view.ts';

const TOLD: Readonly<Record<WorkspaceFrom, string>> = {
  git: 'its repository is cloned',
  fork: 'the other thread’s files are put there',
  source: 'its source is copied',
};

/** The view, whose `running` marks what the workspace is made for, and whose `next` says so. */
export function withPreparation(view: ThreadView, pending: readonly QueuedCall[]): ThreadView {
  const { running } = view.next;
  const call = pending.find(
    (each) => workKindOf(each.activityType) !== undefined && fromOf(each) !== undefined,
  );
  const from = call && fromOf(call);
  if (running === undefined || call === undefined || from === undefined) return view;
  const what = workKindOf(call.activityType);
  const told = running.map((work) => (work.what === what ? { ...work, preparing: from } : work));
  const reason = `${view.next.reason}; the workspace is made first: ${TOLD[from]}`;
  return { ...view, next: { ...view.next, reason, running: told } };
}

function fromOf(call: QueuedCall): WorkspaceFrom | undefined {
  const { preparing, waitsForPlace } = heartbeatOf(call) ?? {};
  const isKnown = typeof preparing === 'string' && Object.hasOwn(TOLD, preparing);
  return isKnown && waitsForPlace !== true ? (preparing as WorkspaceFrom) : undefined;
}
