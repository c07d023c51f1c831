/** The goal that a new thread comes with. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { type SetGoalRequest, setGoal } from '../goals/set-goal.ts';
import { ProblemError } from '../http/problem.ts';
import { purgeThread } from './purge-thread.ts';

/**
 * Sets it. What is refused leaves nothing behind: of several requests at once one may find the last place
 * taken after its thread was made, and a thread that was made for this goal alone (`isNew`) goes with it.
 */
export async function setFirstGoal(
  dependencies: ServerDependencies,
  { thread, isNew }: { readonly thread: ThreadRow; readonly isNew: boolean },
  goal: SetGoalRequest,
): ReturnType<typeof setGoal> {
  try {
    return await setGoal(dependencies, thread, goal);
  } catch (error) {
    const isRefused = error instanceof ProblemError && error.problem.status < 500;
    if (isNew && isRefused) await purgeThread(dependencies, thread, true).catch(() => undefined);
    throw error;
  }
}
