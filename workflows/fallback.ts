/** Whether a thread is answered by another model than its own. Pure. */
import { record, type ThreadState } from './thread-state.ts';

export interface Fallback {
  /** From the operator's list. */
  readonly model: string;
  /** Why the models before it were passed over: there is none of that name, or it could not be reached for long. */
  readonly reason: 'notFound' | 'unavailable';
}

/** Takes note of who gave a reply; a switch, there or back, goes on record. Absent: the thread's own model. */
export function noteFallback(state: ThreadState, fallback: Fallback | undefined, nowMs: number): ThreadState {
  if (state.fallback?.model === fallback?.model) return state;
  const { fallback: _, ...rest } = state;
  if (fallback === undefined) return record(rest, { type: 'modelSwitched' }, nowMs);
  return record({ ...rest, fallback }, { type: 'modelSwitched', ...fallback }, nowMs);
}
