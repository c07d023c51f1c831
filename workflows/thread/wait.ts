/**
 * Waiting without a model call: until a time, or until somebody wakes the thread. An event that comes before
 * the wait for it is remembered, since nobody can know which of the two is first. Pure.
 */
import { defined } from '../../objects/defined.ts';
import { refreshed } from './state/continuation.ts';
import { record, type ThreadState, type Wait } from './state/thread-state.ts';

const MAX_ARRIVED_EVENTS = 20;

/** Begins a wait, or ends it at once when its event has arrived already (`isOver`). */
export function startWait(
  state: ThreadState,
  wait: Wait,
  nowMs: number,
): { readonly state: ThreadState; readonly isOver: boolean } {
  const { untilMs, event } = wait;
  if (event !== undefined && state.arrivedEvents.includes(event)) {
    const arrivedEvents = state.arrivedEvents.filter((name) => name !== event);
    return { state: { ...state, arrivedEvents, wokenBy: `event ${event}` }, isOver: true };
  }
  const waiting = record({ ...state, wait }, { type: 'waitStarted', untilMs, ...defined({ event }) }, nowMs);
  return { state: waiting, isOver: false };
}

/** `by` is told to the model in the turn that follows. */
export function endWait(state: ThreadState, by: string, nowMs: number): ThreadState {
  const { wait, ...rest } = state;
  if (wait === undefined) return state;
  const woken = { ...rest, wokenBy: by, changes: state.changes + 1 };
  return record(woken, { type: 'waitEnded', by }, nowMs);
}

/** Whether a wake-up call has anything to act on; one that brings an event always has. */
export const canWake = (state: ThreadState, event: string | undefined, nowMs: number): boolean =>
  event !== undefined ||
  state.wait !== undefined ||
  state.continuation.suppressedBecause !== undefined ||
  state.continuation.notBeforeMs > nowMs;

/**
 * Ends the wait that is on if it is for this event (or the call names none); else the event is kept for a
 * later wait.
 */
export function wake(state: ThreadState, event: string | undefined, nowMs: number): ThreadState {
  if (event === undefined || state.wait?.event === event) {
    const lifted = { ...state, continuation: refreshed(state.continuation) };
    return endWait(lifted, event === undefined ? 'wake-up call' : `event ${event}`, nowMs);
  }
  const others = state.arrivedEvents.filter((name) => name !== event);
  const noted = { ...state, arrivedEvents: [...others, event].slice(-MAX_ARRIVED_EVENTS) };
  return record(noted, { type: 'eventArrived', event }, nowMs);
}
