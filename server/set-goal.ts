/** Sets a goal: its text goes into the journal first, then the workflow hears of it by reference. */
import { v7 as uuidv7 } from 'uuid';
import type { ThreadRow } from '../journal/journal.ts';
import type { Contract } from '../workflows/contract.ts';
import { cutText } from '../workflows/cut-text.ts';
import { answered } from './answered.ts';
import type { ServerDependencies } from './dependencies.ts';
import { ProblemError } from './problem.ts';
import { readGoal } from './read-goal.ts';

export interface SetGoalRequest {
  readonly contract: Contract;
  readonly replace: boolean;
  readonly requestId: string;
}

const MAX_TITLE_CHARACTERS = 200;

/**
 * Resolves when the goal stands. `created` is false when the same request had been applied before. A contract whose
 * goal was refused stays in the journal unreferenced; it is never read.
 */
export async function setGoal(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { contract, replace, requestId }: SetGoalRequest,
): Promise<{ readonly goalId: string; readonly created: boolean }> {
  const { journal, threads } = dependencies;
  const goalId = `goal_${uuidv7()}`;
  await journal.saveContract(thread.threadId, goalId, 1, contract);
  const { objective, budget, policy } = contract;
  const goal = { goalId, title: titleOf(objective), budget, policy };
  const sent = answered(await threads.setGoal(thread, { requestId, replace, goal }));
  if (sent.state === 'refused')
    throw new ProblemError({
      status: 409,
      code: sent.reason,
      title: 'The thread has an unfinished goal',
      detail: 'Send "replace": true to put the new goal in its place, or clear it first.',
      goal: await readGoal(dependencies, thread.threadId),
    });
  const setId = sent.outcome.goalId ?? goalId;
  return { goalId: setId, created: setId === goalId };
}

const titleOf = (objective: string): string =>
  cutText(objective.split('\n', 1)[0] ?? '', MAX_TITLE_CHARACTERS);
