/** What a turn, a baseline and an ordered run of the checks have in common: a person can stop them. */
import { CancellationScope } from '@temporalio/workflow';
import { defined } from '../../objects/defined.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { Thread } from './running-thread.ts';

/** Runs the work in a scope that requests can cancel; `goal`: for which it works. */
export async function runInScope<T>(
  thread: Thread,
  goal: GoalRef | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const scope = new CancellationScope();
  thread.running = { scope, ...defined({ goal }) };
  try {
    return await scope.run(work);
  } finally {
    thread.running = undefined;
  }
}
