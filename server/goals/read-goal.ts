/**
 * The thread's current goal: live, as it was archived, or from the journal (marked stale) when no worker
 * answers.
 */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { BlockerAccount } from '../../journal/bodies/tool-result.ts';
import type { ThreadRow } from '../../journal/journal.ts';
import { isFinished } from '../../workflows/goal/goal-machine.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { readView } from '../lookup/read-view.ts';
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
  const goal = await goalIn(dependencies, thread, view);
  if (goal === undefined || view?.request === undefined) return goal;
  const request = await readQuestionReply(dependencies, thread.threadId, view.request);
  if (goal.stale) return { ...goal, request };
  return { ...goal, next: { ...goal.next, question: shortQuestion(request) }, request };
}

/** The goal is taken from a view that was read already, and without the question. */
export async function goalIn(
  dependencies: ServerDependencies,
  { threadId }: ThreadRow,
  view: ThreadView | undefined,
): Promise<GoalReply | undefined> {
  const { journal } = dependencies;
  if (view !== undefined) {
    const { goal } = view;
    if (goal === null) return undefined;
    const [contract, blocker, lastAudit, contests, lastRefusal] = await Promise.all([
      journal.readContract(goal.goalId, goal.revision),
      readBlocker(dependencies, threadId, goal.blockedSeq),
      readLastRuling(journal, threadId, goal.auditSeq),
      readContests(journal, threadId, goal.contests),
      readLastRefusal(journal, threadId, goal.refusedSeq),
    ]);
    return liveGoal(view, goal, { contract, blocker, lastAudit, contests, lastRefusal });
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
  return recordedGoal(threadId, latest, { blocker, lastAudit, contests, lastRefusal });
}

/**
 * What the model said when it was blocked, from the result of that call; a goal that the service blocked has
 * none.
 */
async function readBlocker(
  { journal }: ServerDependencies,
  threadId: string,
  blockedSeq: number | undefined,
): Promise<BlockerAccount | undefined> {
  const item = blockedSeq === undefined ? undefined : await journal.readItem(threadId, blockedSeq);
  return item && bodyAs(item, 'toolResult')?.blocker;
}
