/**
 * Sets an archived thread going again from the state that was put away. First the workflow, then the journal:
 * when this process dies between the two, the thread still counts as archived, and a repeated request
 * finishes the work. One whose workflow was lost begins again as its record has it.
 */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { rebuilt } from '../../workflows/thread/rebuild.ts';
import { reopened } from '../../workflows/thread/reopen.ts';
import { logOutcome } from '../../workflows/thread/state/outcome.ts';
import type { ThreadState } from '../../workflows/thread/state/thread-state.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { refusal } from '../goals/refusal.ts';
import { ProblemError, unavailable } from '../http/problem.ts';
import { readEnd } from '../lookup/read-end.ts';
import { refuseGoalOverQuota, refuseThreadOverQuota } from '../quotas/refuse-over-quota.ts';
import { readRecordedThread } from './read-recorded-thread.ts';

const STILL_ARCHIVED = 'the thread is still being archived; repeat the request';

/**
 * Throws a 409 `notArchived` when the thread lives, unless this very request has reopened it. `isAgain`: its
 * archiving was waited for.
 */
export async function reopenThread(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  requestId: string,
  isAgain = false,
): Promise<void> {
  const { journal, threads } = dependencies;
  const { threadId } = thread;
  const archived = await journal.readArchived(threadId);
  if (archived === undefined) {
    const outcome = await threads.outcome(threadId, requestId);
    const end = await readEnd(dependencies, thread);
    if (end !== undefined) return rebuildThread(dependencies, thread, requestId);
    if (typeof outcome === 'object' && outcome.applied) return;
    const view = await threads.view(threadId);
    // An order to archive it may still be on its way to the thread, and would be carried out afterwards.
    if (view === undefined && (await threads.endOf(threadId)) === undefined)
      throw unavailable('no worker answered; repeat the request');
    if (view?.isArchiving) {
      if (isAgain || !(await threads.hasEnded(threadId))) throw unavailable(STILL_ARCHIVED);
      return reopenThread(dependencies, thread, requestId, true);
    }
    throw new ProblemError({ status: 409, code: 'notArchived', title: 'The thread is not archived' });
  }
  await refuseThreadOverQuota(dependencies, thread.tenantId);
  if (archived.goal?.status === 'active') await refuseGoalOverQuota(dependencies, thread);
  await begin(threads, thread, archived, requestId);
  await journal.unarchiveThread(threadId, archived);
}

/** The workflow was lost without having put its state away: the record is all there is of it. */
async function rebuildThread(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  requestId: string,
): Promise<void> {
  const { journal, threads } = dependencies;
  const recorded = await readRecordedThread(journal, thread);
  if (recorded === undefined) throw await refusal(dependencies, thread, 'archived', { requestId });
  const state = begunBy(requestId, rebuilt(recorded), 'isRebuilt');
  // Another request may have been faster.
  await threads.restart(thread, state);
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
    // It has gone on from this state: an earlier request set it going.
    if (view !== undefined && view.seq > archived.seq) return;
    // The workflow that put this state away is about to end, or has no view since it just did; only then a
    // new one may begin.
    if (isLast || !(await threads.hasEnded(threadId)))
      throw unavailable(view === undefined ? 'no worker answered; repeat the request' : STILL_ARCHIVED);
  }
}

/** The request is remembered like any other, so that it may be repeated. */
function begunBy(requestId: string, archived: ThreadState, isRebuilt?: 'isRebuilt'): ThreadState {
  const state = reopened(archived, Date.now(), isRebuilt);
  const { goal } = state;
  const fields = goal === null ? {} : { goalId: goal.goalId, revision: goal.revision, status: goal.status };
  return { ...state, outcomes: logOutcome(state.outcomes, requestId, { applied: true, ...fields }) };
}
