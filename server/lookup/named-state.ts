/** The state of a thread's workspace that a caller names. */
import type { Journal } from '../../journal/journal.ts';
import type { KeptStateRow } from '../../journal/rows/kept-state-row.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { keptForOf } from './kept-why.ts';

/** Names mean the thread's newest goal; a state by its id is one of the thread's own. */
export async function namedState(
  journal: Pick<Journal, 'findKeptState' | 'readKeptState' | 'readGoal'>,
  { threadId }: Pick<ThreadRow, 'threadId'>,
  state: string,
): Promise<KeptStateRow | undefined> {
  const keptFor = keptForOf(state);
  if (keptFor === undefined) return journal.findKeptState(threadId, state);
  if (keptFor === 'given') return journal.readKeptState(threadId, keptFor);
  const goalId = (await journal.readGoal(threadId))?.snapshot.goalId;
  const order = keptFor === 'baseline' ? 'first' : 'last';
  return goalId === undefined ? undefined : journal.readKeptState(threadId, keptFor, { goalId, order });
}
