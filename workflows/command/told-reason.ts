/** What a person says along with a stop reaches the model also where no change of a goal carries it. Pure. */
import { record, type ThreadState } from '../thread/state/thread-state.ts';
import type { Command } from './command.ts';

/** The state with the reason on record; `undefined` when there is none, or a change of the goal tells it. */
export function withReason(
  before: ThreadState,
  after: ThreadState,
  command: Command,
  nowMs: number,
): ThreadState | undefined {
  if (command.type !== 'pause' && command.type !== 'interrupt') return undefined;
  const reason = command.reason?.trim();
  const isTold = after.goal?.status !== before.goal?.status;
  if (!reason || isTold) return undefined;
  return record(after, { type: 'reasonGiven', command: command.type, reason }, nowMs);
}
