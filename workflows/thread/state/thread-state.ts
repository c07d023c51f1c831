/**
 * Everything a thread's workflow remembers: small, plain, carried over continue-as-new. Text lives in the
 * journal. The functions here return a new state; nothing mutates one.
 */
import { omit } from '../../../objects/omit.ts';
import { NO_USAGE, type Usage } from '../../budget/usage.ts';
import type { Goal } from '../../goal/goal.ts';
import { snapshotOf } from '../../goal/goal.ts';
import type { Actor } from '../../goal/goal-machine.ts';
import type { GoalRef } from '../../goal/goal-ref.ts';
import type { ClaimQuestion } from '../../goal/open-claim.ts';
import { type Continuation, FRESH_CONTINUATION } from './continuation.ts';
import type { Fallback } from './fallback.ts';
import type { JournalEvent } from './journal-event.ts';
import type { LoggedOutcome } from './outcome.ts';

export interface ThreadState {
  readonly threadId: string;
  readonly tenantId: string;
  /** `plan`: no turn starts by itself, nothing is changed in the workspace, and no goal pays. */
  readonly mode: ThreadMode;
  readonly goal: Goal | null;
  /** Number of the last started turn. */
  readonly turn: number;
  /** Last journal position given out. */
  readonly seq: number;
  /** The place that was written last, as far as is known; absent before the first one. */
  readonly writtenSeq?: number;
  /** Queued user messages, oldest first. */
  readonly inputs: readonly QueuedInput[];
  /** Messages that a model call took along; they stay here until it is certain that the journal says so. */
  readonly deliveries: readonly DeliveredInput[];
  /**
   * A question that a person has to answer: the model's, about its claim, or about a check; nothing else
   * starts meanwhile.
   */
  readonly request?: Question;
  readonly wait?: Wait;
  /** Names of events that came while nothing waited for them; the next wait for one of them ends at once. */
  readonly arrivedEvents: readonly string[];
  /** What ended the last wait, until the turn after it has ended. */
  readonly wokenBy?: string;
  /** The call whose question nobody answered in time, until the turn after it has ended. */
  readonly unansweredCall?: string;
  /** The place of a model call that was stopped and whose worker was lost, until the next call tells. */
  readonly unheardSeq?: number;
  /** Who asked for a run of the checks of which goal; absent when nobody did. */
  readonly checkRequests?: readonly ChecksOrder[];
  /** Requests that have sent files for the workspace, oldest first; absent when none waits. */
  readonly placements?: readonly string[];
  /** The thread ends at the next safe boundary. */
  readonly isArchiving?: true;
  /** What became of the last requests, oldest first. */
  readonly outcomes: readonly LoggedOutcome[];
  /** Events not journalled yet; the next Activity takes them along. */
  readonly events: readonly JournalEvent[];
  /** It counts all turns, also those that no goal pays for. */
  readonly usage: Usage;
  /** Who gave the last reply; absent when it was the thread's own model. */
  readonly fallback?: Fallback;
  readonly continuation: Continuation;
  /** Rises with every change that the main loop has to look at. */
  readonly changes: number;
}

export type ThreadMode = 'default' | 'plan';

export interface QueuedInput {
  readonly inputId: string;
  /** Joins the running turn at its next model call instead of waiting for a turn of its own. */
  readonly isSteering?: true;
}

/** A message's place in the record; the turn is the one that read it. */
export interface DeliveredInput {
  readonly inputId: string;
  readonly seq: number;
  readonly turn: number;
}

export interface ChecksOrder {
  readonly requestId: string;
  readonly goalId: string;
}

export type Question = ModelQuestion | ClaimQuestion | ContestQuestion;

/** A person is asked about a check that the model contests. */
export interface ContestQuestion {
  readonly kind: 'contestedCheck';
  readonly inputId: string;
  /** Whose check, in which revision. */
  readonly goal: GoalRef;
  readonly check: string;
  /** Where the model's account stands in the journal. */
  readonly callSeq: number;
  readonly askedAtMs: number;
  /** The check stands without an answer until then. */
  readonly deadlineMs: number;
}

/** Asked by the model with a tool call. */
export interface ModelQuestion {
  readonly kind?: never;
  readonly inputId: string;
  /** Where the tool call that asked, and the reply that holds its text, stand in the journal. */
  readonly seq: number;
  readonly replySeq: number;
  readonly askedAtMs: number;
  /** If nobody answers by then, the model goes on without an answer; absent: it waits. */
  readonly deadlineMs?: number;
}

export interface Wait {
  readonly untilMs: number;
  /** A wake-up call with this event ends it earlier; one without an event always does. */
  readonly event?: string;
  /** The call that asked for it, with the model's reason; absent where an older release began the wait. */
  readonly callId?: string;
}

export const initialThreadState = (threadId: string, tenantId: string): ThreadState => ({
  threadId,
  tenantId,
  mode: 'default',
  goal: null,
  turn: 0,
  seq: 0,
  inputs: [],
  deliveries: [],
  arrivedEvents: [],
  outcomes: [],
  events: [],
  usage: NO_USAGE,
  continuation: FRESH_CONTINUATION,
  changes: 0,
});

/**
 * An event without what `record` adds; distributes over the union so that each variant keeps its own fields.
 */
type Unrecorded<E = JournalEvent> = E extends JournalEvent ? Omit<E, 'seq' | 'atMs' | 'turn'> : never;

/** Gives the event the next journal position and puts it into the outbox. */
export function record(state: ThreadState, event: Unrecorded, nowMs: number): ThreadState {
  const seq = state.seq + 1;
  const recorded: JournalEvent = { ...event, seq, atMs: nowMs, turn: state.turn };
  return { ...state, seq, events: [...state.events, recorded] };
}

/**
 * Replaces the goal and records the change; `cleared` takes it off the thread (its snapshot says how it
 * ended).
 */
export function changeGoal(
  state: ThreadState,
  goal: Goal,
  change: string,
  actor: Actor,
  nowMs: number,
): ThreadState {
  const changed = { ...goal, updatedAtMs: nowMs };
  const before = state.goal?.goalId === goal.goalId ? state.goal.status : undefined;
  const from = before === undefined || before === goal.status ? {} : { from: before };
  const next = { ...state, goal: goal.status === 'cleared' ? null : changed, changes: state.changes + 1 };
  return record(next, { type: 'goalChanged', change, actor, ...from, goal: snapshotOf(changed) }, nowMs);
}

/**
 * Takes what the thread waits for off it: it belonged to a goal that is gone, or a person went on without it.
 */
export function withoutWaiting(state: ThreadState): ThreadState {
  const rest = omit(state, 'request', 'wait', 'wokenBy', 'unansweredCall');
  return rest;
}
