/** Work whose result counts only while nothing of what a claim is judged by is edited. */
import { CancellationScope, isCancellation } from '@temporalio/workflow';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { Thread } from './running-thread.ts';

/**
 * Runs the work in a scope that such an edit cancels, so that nobody waits and pays for what will not count.
 * `void`: that has happened, and the work has ended early for it.
 */
export async function whileJudged<T>(
  thread: Thread,
  goal: GoalRef,
  work: () => Promise<T>,
): Promise<T | 'void'> {
  const scope = new CancellationScope();
  thread.judged = { scope, goal };
  try {
    return await scope.run(work);
  } catch (error) {
    // A person who stops the turn stops this with it.
    const isVoid = scope.consideredCancelled && !CancellationScope.current().consideredCancelled;
    if (isVoid && isCancellation(error)) return 'void';
    throw error;
  } finally {
    thread.judged = undefined;
  }
}
