/**
 * A thread inside its workflow: the current state, what the main loop is doing, and the running turn. The one mutable
 * object of the workflow; handlers and the main loop both work on it, and every rule they apply is pure.
 */
import type { CancellationScope } from '@temporalio/workflow';
import type { GoalRef } from './activities.ts';
import type { JournalEvent } from './journal-event.ts';
import type { ThreadState } from './thread-state.ts';
import type { Activity } from './thread-view.ts';

export interface Thread {
  state: ThreadState;
  doing: Activity;
  /** What can be cancelled right now, and for which goal it works. */
  running?: { readonly scope: CancellationScope; readonly goal?: GoalRef } | undefined;
}

/**
 * Runs an Activity that takes the outbox of events along. The events leave the outbox only for good when the Activity
 * has succeeded; a failed one may not have journalled them (writing them twice changes nothing).
 */
export async function withEvents<T>(
  thread: Thread,
  run: (outbox: { readonly events?: readonly JournalEvent[] }) => Promise<T>,
): Promise<T> {
  const events = thread.state.events;
  thread.state = { ...thread.state, events: [] };
  try {
    return await run(events.length === 0 ? {} : { events });
  } catch (error) {
    thread.state = { ...thread.state, events: [...events, ...thread.state.events] };
    throw error;
  }
}

/** Gives out the next journal position. */
export function nextSeq(thread: Thread): number {
  const seq = thread.state.seq + 1;
  thread.state = { ...thread.state, seq };
  return seq;
}
