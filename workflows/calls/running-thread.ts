/**
 * A thread inside its workflow: the current state, what the main loop is doing, and the running turn. The one
 * mutable object of the workflow; handlers and the main loop both work on it, and every rule they apply is
 * pure.
 */
import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import { defined } from '../../objects/defined.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { JournalEvent } from '../thread/state/journal-event.ts';
import type { DeliveredInput, ThreadState } from '../thread/state/thread-state.ts';
import type { Turn } from '../turn/turn.ts';
import type { LoopPhase, Work } from '../view/thread-view.ts';

export interface Thread {
  state: ThreadState;
  doing: LoopPhase;
  /** What can be cancelled right now, and for which goal it works. */
  running?: Running | undefined;
  /** A part of it, whose result an edit of what is judged makes void. */
  judged?: Required<Running> | undefined;
  /** The Activities that run now, oldest first. */
  work: readonly Work[];
}

export interface Running {
  readonly scope: CancellationScope;
  readonly goal?: GoalRef;
}

/**
 * The turn that runs. Its calls run side by side, so they share it: each replaces what the turn is so far.
 */
export interface RunningTurn {
  soFar: Turn;
}

/** What waits to be journalled, as an Activity takes it along. */
export interface Outbox {
  readonly events?: readonly JournalEvent[];
  readonly inputs?: readonly DeliveredInput[];
  /** The place that is known to be written: a journal without it is older than the thread. */
  readonly after?: number;
}

/**
 * Runs an Activity that takes the outbox along. It leaves the state only for good when the Activity has
 * succeeded; a failed one may not have journalled it (writing it twice changes nothing). `started`: what
 * readers are told of it meanwhile.
 */
export async function withOutbox<T>(
  thread: Thread,
  run: (outbox: Outbox) => Promise<T>,
  started?: Omit<Work, 'sinceMs'>,
): Promise<T> {
  const { events, deliveries, writtenSeq } = thread.state;
  const work = started === undefined ? undefined : { ...started, sinceMs: Date.now() };
  if (work !== undefined) thread.work = [...thread.work, work];
  thread.state = { ...thread.state, events: [], deliveries: [] };
  try {
    const result = await run({
      ...(events.length === 0 ? {} : { events }),
      ...(deliveries.length === 0 ? {} : { inputs: deliveries }),
      ...defined({ after: writtenSeq }),
    });
    const lastEvent = events.at(-1);
    if (lastEvent !== undefined) noteWritten(thread, lastEvent.seq);
    return result;
  } catch (error) {
    const { state } = thread;
    thread.state = {
      ...state,
      events: [...events, ...state.events],
      deliveries: [...deliveries, ...state.deliveries],
    };
    throw error;
  } finally {
    thread.work = thread.work.filter((other) => other !== work);
  }
}

export const hasOutbox = ({ events, deliveries }: ThreadState): boolean =>
  events.length + deliveries.length > 0;

/**
 * A call that was to be stopped may end by itself in the same moment. What it has cost is counted; nothing
 * else may follow from it, as if it had been stopped.
 */
export function throwIfStopped(): void {
  if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('stopped');
}

/** An Activity that writes there has ended well. */
export function noteWritten(thread: Thread, seq: number): void {
  thread.state = { ...thread.state, writtenSeq: seq };
}

/** Gives out the next journal position. */
export function nextSeq(thread: Thread): number {
  const seq = thread.state.seq + 1;
  thread.state = { ...thread.state, seq };
  return seq;
}
