/**
 * The thread's current goal: live, as it was archived, or from the journal (marked stale) when no worker
 * answers.
 */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { BlockerAccount } from '../../journal/bodies/tool-result.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Labels } from '../../journal/rows/labels.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import { isFinished } from '../../workflows/goal/goal-machine.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { notFound, unavailable } from '../http/problem.ts';
import { readChecksRan } from '../lookup/checks-ran.ts';
import { itemAt } from '../lookup/item-at.ts';
import { readPendingRestore } from '../lookup/pending-restore.ts';
import { endedReply, readEnd } from '../lookup/read-end.ts';
import { readView } from '../lookup/read-view.ts';
import type { ThreadEnd } from '../temporal/thread-end.ts';
import { readLastRefusal } from './accounts/last-refusal.ts';
import { readLastRuling } from './accounts/last-ruling.ts';
import { readContests } from './accounts/read-contests.ts';
import { readWaitReason } from './accounts/read-wait-reason.ts';
import { workspaceBlocker } from './accounts/workspace-blocker.ts';
import { liveGoal, recordedGoal } from './goal-view.ts';
import { readQuestionReply } from './read-question-reply.ts';
import type { GoalReply } from './schema/goal.ts';
import type { QuestionReply } from './schema/question.ts';

/** The question that holds it up is with it, if one is open. */
export async function readGoal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
): Promise<GoalReply | undefined> {
  return goalOf(dependencies, thread, await readView(dependencies, thread));
}

async function goalOf(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  view: ThreadView | undefined,
): Promise<GoalReply | undefined> {
  const end = view === undefined ? await readEnd(dependencies, thread) : undefined;
  const request =
    view?.request === undefined ? undefined : await readQuestionReply(dependencies, view, view.request);
  const goal = await goalIn(dependencies, thread, view, { end, request });
  return goal && { ...goal, ...defined({ request }) };
}

/** Throws a 503 where one was set that no worker has begun yet, and a 404 where there is none. */
export async function requireGoal(dependencies: ServerDependencies, thread: ThreadRow): Promise<GoalReply> {
  const { journal } = dependencies;
  const { threadId } = thread;
  const view = await readView(dependencies, thread);
  const goal = await goalOf(dependencies, thread, view);
  if (goal !== undefined) return goal;
  const isWaiting =
    view === undefined &&
    (await journal.hasContracts(threadId)) &&
    (await journal.listGoals(threadId)).length === 0;
  throw isWaiting
    ? unavailable('a goal was set on this thread, and no worker has begun it yet: ask again')
    : notFound('goal on this thread');
}

/** The goal is taken from a view that was read already; of the question, it has what `next` says. */
export async function goalIn(
  dependencies: ServerDependencies,
  { threadId }: ThreadRow,
  view: ThreadView | undefined,
  { end, request }: { readonly end?: ThreadEnd | undefined; readonly request?: QuestionReply | undefined },
): Promise<GoalReply | undefined> {
  const { journal } = dependencies;
  if (view !== undefined) {
    const { goal } = view;
    if (goal === null) return undefined;
    const [
      contract,
      blocker,
      lastAudit,
      contests,
      lastRefusal,
      pendingRestore,
      checksRan,
      labels,
      waitReason,
    ] = await Promise.all([
      journal.readContract(goal.goalId, goal.revision),
      readBlocker(dependencies, threadId, goal, goal.blockedSeq ?? view.stalledBy?.callSeq),
      readLastRuling(journal, threadId, goal.auditSeq),
      readContests(journal, threadId, goal.contests),
      readLastRefusal(journal, threadId, goal.refusedSeq),
      readPendingRestore(journal, goal),
      readChecksRan(journal, threadId, goal.checksSeq),
      readLabels(journal, goal.goalId),
      readWaitReason(journal, threadId, view.wait),
    ]);
    const text = { contract, blocker, lastAudit, contests, lastRefusal, pendingRestore };
    return liveGoal(view, goal, { ...text, request, checksRan, labels, waitReason });
  }
  const [latest] = await journal.listGoals(threadId);
  const isGone =
    latest === undefined || (isFinished(latest.snapshot.status) && latest.snapshot.status !== 'complete');
  if (isGone) return undefined;
  const [blocker, lastAudit, contests, lastRefusal, pendingRestore, labels] = await Promise.all([
    readBlocker(dependencies, threadId, latest.snapshot, latest.snapshot.blockedSeq),
    readLastRuling(journal, threadId, latest.snapshot.auditSeq),
    readContests(journal, threadId, latest.snapshot.contests),
    readLastRefusal(journal, threadId, latest.snapshot.refusedSeq),
    readPendingRestore(journal, latest.snapshot),
    readLabels(journal, latest.snapshot.goalId),
  ]);
  const text = { blocker, lastAudit, contests, lastRefusal, pendingRestore, labels };
  const recorded = recordedGoal(threadId, latest, text);
  // Nothing can be done to it before the thread is reopened.
  return end === undefined ? recorded : { ...recorded, actions: [], ended: endedReply(end) };
}

const readLabels = async (journal: Journal, goalId: string): Promise<Labels | undefined> =>
  (await journal.readGoalLabels([goalId])).get(goalId);

/**
 * What the model said of the obstacle, from the result of that call, or what the service says of a workspace
 * that is not there; a goal that was stopped for another reason has none.
 */
async function readBlocker(
  { journal }: ServerDependencies,
  threadId: string,
  goal: Parameters<typeof workspaceBlocker>[0],
  blockedSeq: number | undefined,
): Promise<BlockerAccount | undefined> {
  const item = await itemAt(journal, threadId, blockedSeq);
  return (item && bodyAs(item, 'toolResult')?.blocker) ?? workspaceBlocker(goal);
}
