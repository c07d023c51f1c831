/**
 * Everything a thread's workflow remembers: small, plain, carried over continue-as-new. Text lives in the journal.
 * The functions here return a new state; nothing mutates one.
 */
import type { Goal } from './goal.ts';
import { snapshotOf } from './goal.ts';
import type { Actor } from './goal-machine.ts';
import type { JournalEvent } from './journal-event.ts';
import type { LoggedOutcome } from './outcome.ts';
import { NO_USAGE, type Usage } from './usage.ts';

export interface ThreadState {
  readonly threadId: string;
  readonly tenantId: string;
  readonly goal: Goal | null;
  /** Number of the last started turn. */
  readonly turn: number;
  /** Last journal position given out. */
  readonly seq: number;
  /** Ids of queued user messages, oldest first. */
  readonly inputs: readonly string[];
  /** What became of the last requests, oldest first. */
  readonly outcomes: readonly LoggedOutcome[];
  /** Events not journalled yet; the next Activity takes them along. */
  readonly events: readonly JournalEvent[];
  /** Of all turns, also those that no goal pays for. */
  readonly usage: Usage;
  readonly continuation: Continuation;
  /** Rises with every change that the main loop has to look at. */
  readonly changes: number;
}

/** Why automatic turns are held back, and the counters behind that. A person's act resets it. */
export interface Continuation {
  readonly suppressedBecause?: string;
  readonly failingTurns: number;
  /** No automatic turn before this time. */
  readonly notBeforeMs: number;
  readonly blocker?: Blocker;
}

/** The obstacle that the model named last. */
export interface Blocker {
  readonly name: string;
  /** In how many turns running it was named. */
  readonly turns: number;
  readonly lastTurn: number;
  /** It took the place of another one: naming new obstacles is no reason to go on. */
  readonly switched: boolean;
}

export const FRESH_CONTINUATION: Continuation = { failingTurns: 0, notBeforeMs: 0 };

export const initialThreadState = (threadId: string, tenantId: string): ThreadState => ({
  threadId,
  tenantId,
  goal: null,
  turn: 0,
  seq: 0,
  inputs: [],
  outcomes: [],
  events: [],
  usage: NO_USAGE,
  continuation: FRESH_CONTINUATION,
  changes: 0,
});

/** An event without what `record` adds; distributes over the union so that each variant keeps its own fields. */
type Unrecorded<E = JournalEvent> = E extends JournalEvent ? Omit<E, 'seq' | 'atMs' | 'turn'> : never;

/** Gives the event the next journal position and puts it into the outbox. */
export function record(state: ThreadState, event: Unrecorded, nowMs: number): ThreadState {
  const seq = state.seq + 1;
  const recorded: JournalEvent = { ...event, seq, atMs: nowMs, turn: state.turn };
  return { ...state, seq, events: [...state.events, recorded] };
}

/** Replaces the goal and records the change; `null` takes it off the thread (its snapshot says how it ended). */
export function changeGoal(
  state: ThreadState,
  goal: Goal,
  change: string,
  actor: Actor,
  nowMs: number,
): ThreadState {
  const changed = { ...goal, updatedAtMs: nowMs };
  const next = { ...state, goal: goal.status === 'cleared' ? null : changed, changes: state.changes + 1 };
  return record(next, { type: 'goalChanged', change, actor, goal: snapshotOf(changed) }, nowMs);
}
