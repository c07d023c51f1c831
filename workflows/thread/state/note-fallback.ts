/** Whether a thread is answered by another model than its own. Pure. */
import { omit } from '../../../objects/omit.ts';
import type { Fallback } from './fallback.ts';
import { record, type ThreadState } from './thread-state.ts';

/**
 * Takes note of who gave a reply; a switch, there or back, goes on record. Absent: the thread's own model.
 */
export function noteFallback(state: ThreadState, fallback: Fallback | undefined, nowMs: number): ThreadState {
  if (state.fallback?.model === fallback?.model) return state;
  const rest = omit(state, 'fallback');
  if (fallback === undefined) return record(rest, { type: 'modelSwitched' }, nowMs);
  return record({ ...rest, fallback }, { type: 'modelSwitched', ...fallback }, nowMs);
}
