/** The thread's current goal: live from its workflow, or from the journal (marked stale) when no worker answers. */

import { isFinished } from '../workflows/goal-machine.ts';
import type { ServerDependencies } from './dependencies.ts';
import { liveGoal, recordedGoal } from './goal-view.ts';

export type GoalReply = ReturnType<typeof liveGoal> | ReturnType<typeof recordedGoal>;

export async function readGoal(
  { journal, threads }: ServerDependencies,
  threadId: string,
): Promise<GoalReply | undefined> {
  const view = await threads.view(threadId);
  if (view !== undefined) {
    if (view.goal === null) return undefined;
    return liveGoal(view, view.goal, await journal.readContract(view.goal.goalId, view.goal.revision));
  }
  const [latest] = await journal.listGoals(threadId);
  const isGone =
    latest === undefined || (isFinished(latest.snapshot.status) && latest.snapshot.status !== 'complete');
  return isGone ? undefined : recordedGoal(threadId, latest);
}
