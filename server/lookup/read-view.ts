/** A thread as it is now: live from its workflow, or as it was put away. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { type ThreadView, threadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';

const ARCHIVED = { action: 'idle', reason: 'the thread is archived; reopen it to go on' } as const;

/** `undefined`: no worker answers. */
export async function readView(
  { journal, threads }: ServerDependencies,
  { threadId, archivedAt }: ThreadRow,
): Promise<ThreadView | undefined> {
  const state = archivedAt === undefined ? undefined : await journal.readArchived(threadId);
  if (state === undefined) return threads.view(threadId);
  const view = threadView(state, { phase: 'idle', next: ARCHIVED }, Date.now());
  return { ...view, actions: [], goal: view.goal && { ...view.goal, actions: [] } };
}
