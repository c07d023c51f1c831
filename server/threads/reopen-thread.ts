/**
 * Sets an archived thread going again from the state that was put away. First the workflow, then the journal:
 * when this process dies between the two, the thread still counts as archived, and a repeated request
 * finishes the work.
 */
import type { ThreadRow } from '../../journal/journal.ts';
import { reopened } from '../../workflows/thread/reopen.ts';
import { logOutcome } from '../../workflows/thread/state/outcome.ts';
import type { ThreadState } from '../../workflows/thread/state/thread-state.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError, unavailable } from '../http/problem.ts';

/** Throws a 409 `notArchived` when the thread lives, unless this very request has reopened it. */
export async function reopenThread(
  { journal, threads }: ServerDependencies,
  thread: ThreadRow,
  requestId: string,
): Promise<void> {
  const { threadId } = thread;
  const archived = await journal.readArchived(threadId);
  if (archived === undefined) {
    const outcome = await threads.outcome(threadId, requestId);
    if (typeof outcome === 'object' && outcome.applied) return;
    throw new ProblemError({ status: 409, code: 'notArchived', title: 'The thread is not archived' });
  }
  await begin(threads, thread, archived, requestId);
  await journal.unarchiveThread(threadId, archived);
}

async function begin(
  threads: ServerDependencies['threads'],
  thread: ThreadRow,
  archived: ThreadState,
  requestId: string,
): Promise<void> {
  const { threadId } = thread;
  for (const isLast of [false, true]) {
    if ((await threads.restart(thread, begunBy(requestId, archived))) === 'started') return;
    const view = await threads.view(threadId);
    if (view === undefined) throw unavailable('no worker answered; repeat the request');
    // It has gone on from this state: an earlier request set it going.
    if (view.seq > archived.seq) return;
    // The workflow that put this state away is about to end, and only then a new one may begin.
    if (isLast || !(await threads.hasEnded(threadId)))
      throw unavailable('the thread is still being archived; repeat the request');
  }
}

/** The request is remembered like any other, so that it may be repeated. */
function begunBy(requestId: string, archived: ThreadState): ThreadState {
  const state = reopened(archived, Date.now());
  const { goal } = state;
  const fields = goal === null ? {} : { goalId: goal.goalId, revision: goal.revision, status: goal.status };
  return { ...state, outcomes: logOutcome(state.outcomes, requestId, { applied: true, ...fields }) };
}
