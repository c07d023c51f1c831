/** Puts a thread away: its workflow stops what runs, stores its state and ends. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { refusal } from '../goals/refusal.ts';
import { notFound } from '../http/problem.ts';
import { readEnd } from '../lookup/read-end.ts';

/**
 * Resolves with the archived thread, or with `undefined` when it has not ended yet: the signal is in the
 * history and will act. The signal goes out also when the thread is archived already: it may be one whose
 * reopening was cut short.
 */
export async function archiveThread(
  dependencies: ServerDependencies,
  { threadId }: ThreadRow,
  requestId: string,
): Promise<ThreadRow | undefined> {
  const { journal, threads } = dependencies;
  // Somebody says so: it does not reopen by itself.
  await journal.markResting(threadId, false);
  const signalled = await threads.signal(threadId, { type: 'archive', requestId });
  if (signalled === 'sent') await threads.hasEnded(threadId);
  const thread = await journal.readThread(threadId);
  if (thread?.archivedAt !== undefined) return thread;
  if (signalled === 'sent') return undefined;
  if (thread === undefined || (await readEnd(dependencies, thread)) === undefined)
    throw notFound('running thread');
  throw await refusal(dependencies, thread, 'archived', { requestId });
}
