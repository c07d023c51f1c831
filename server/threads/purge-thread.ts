/**
 * Purges a thread: nobody finds it from here on, and all that was its own goes, whatever happens meanwhile.
 */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError } from '../http/problem.ts';
import { readView } from '../lookup/read-view.ts';

const AT_WORK: readonly string[] = ['running', 'auditing'];
/** It goes on by itself. */
const UNDER_WAY: readonly string[] = ['active', 'usageLimited'];

const RUNS = {
  status: 409,
  code: 'workRunning',
  title: 'The thread has work under way',
  detail: 'Send ?purge=true&clear=true to clear its goal, stop what runs, and purge it; or pause it first.',
} as const;

/** `clear`: what is under way is given up. Throws a 409 where something is, and was not to be given up. */
export async function purgeThread(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  clear: boolean,
): Promise<void> {
  const { journal, threads } = dependencies;
  if (!clear && (await isUnderWay(dependencies, thread))) throw new ProblemError(RUNS);
  await journal.beginPurge(thread.threadId);
  // The journal knows of it: where Temporal cannot be reached, it is begun a little later.
  await threads.purge(thread.threadId).catch(() => undefined);
}

/** Where nobody says how the thread stands, it stands as it is on record. */
async function isUnderWay(dependencies: ServerDependencies, thread: ThreadRow): Promise<boolean> {
  if (thread.archivedAt !== undefined) return false;
  const view = await readView(dependencies, thread);
  const status =
    view === undefined
      ? (await dependencies.journal.readGoal(thread.threadId))?.snapshot.status
      : view.goal?.status;
  return (
    (view !== undefined && AT_WORK.includes(view.phase)) ||
    (status !== undefined && UNDER_WAY.includes(status))
  );
}
