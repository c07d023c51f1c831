/**
 * The thread's current goal: live, as it was archived, or from the journal (marked stale) when no worker
 * answers.
 */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { BlockerAccount } from '../../journal/bodies/tool-result.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { isFinished } from '../../workflows/goal/goal-machine.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { itemAt } from '../lookup/item-at.ts';
import { readPendingRestore } from '../lookup/pending-restore.ts';
import { endedReply, readEnd } from '../lookup/read-end.ts';
import { readView } from '../lookup/read-view.ts';
import type { ThreadEnd } from '../temporal/thread-end.ts';
import { liveGoal, recordedGoal, shortQuestion } from './goal-view.ts';
import { readLastRefusal } from './last-refusal.ts';
import { readLastRuling } from './last-ruling.ts';
import { readContests } from './read-contests.ts';
import { readQuestionReply } from './read-question-reply.ts';
import type { GoalReply } from './schema/goal.ts';

/** The question that holds it up is with it, if one is open. */
export async function readGoal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
): Promise<GoalReply | undefined> {
  const view = await readView(dependencies, thread);
  const end = view === undefined ? await readEnd(dependencies, thread) : undefined;
  const goal = await goalIn(dependencies, thread, view, end);
  if (goal === undefined || view?.request === undefined) return goal;
  const request = await readQuestionReply(dependencies, view, view.request);
  if (goal.stale) return { ...goal, request };
  return { ...goal, next: { ...goal.next, question: shortQuestion(request) }, request };
}

/** The goal is taken from a view that was read already, and without the question. */
export async function goalIn(
  dependencies: ServerDependencies,
  { threadId }: ThreadRow,
  view: ThreadView | undefined,
  end?: ThreadEnd,
): Promise<GoalReply | undefined> {
  const { journal } = dependencies;
  if (view !== undefined) {
    const { goal } = view;
    if (goal === null) return undefined;
    const [contract, blocker, lastAudit, contests, lastRefusal, pendingRestore] = await Promise.all([
      journal.readContract(goal.goalId, goal.revision),
      readBlocker(dependencies, threadId, goal.blockedSeq ?? view.stalledBy?.callSeq),
      readLastRuling(journal, threadId, goal.auditSeq),
      readContests(journal, threadId, goal.contests),
      readLastRefusal(journal, threadId, goal.refusedSeq),
      readPendingRestore(journal, goal),
    ]);
    return liveGoal(view, goal, { contract, blocker, lastAudit, contests, lastRefusal, pendingRestore });
  }
  const [latest] = await journal.listGoals(threadId);
  const isGone =
    latest === undefined || (isFinished(latest.snapshot.status) && latest.snapshot.status !== 'complete');
  if (isGone) return undefined;
  const [blocker, lastAudit, contests, lastRefusal] = await Promise.all([
    readBlocker(dependencies, threadId, latest.snapshot.blockedSeq),
    readLastRuling(journal, threadId, latest.snapshot.auditSeq),
    readContests(journal, threadId, latest.snapshot.contests),
    readLastRefusal(journal, threadId, latest.snapshot.refusedSeq),
  ]);
  const recorded = recordedGoal(threadId, latest, { blocker, lastAudit, contests, lastRefusal });
  // Nothing can be done to it before the thread is reopened.
  return end === undefined ? recorded : { ...recorded, actions: [], ended: endedReply(end) };
}

/**
 * What the model said of the obstacle, from the result of that call; a goal that the service stopped for
 * another reason has
 * none.
 */
async function readBlocker(
  { journal }: ServerDependencies,
  threadId: string,
  blockedSeq: number | undefined,
): Promise<BlockerAccount | undefined> {
  const item = await itemAt(journal, threadId, blockedSeq);
  return item && bodyAs(item, 'toolResult')?.blocker;
}
