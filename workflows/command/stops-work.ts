/** Which commands end the running turn at once; all others let it end in its own way. Pure. */
import { type Goal, isJudgedAs } from '../goal/goal.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { Command } from './command.ts';

export interface WorkAtCommand {
  readonly before: Goal | null;
  readonly after: Goal | null;
  /** The goal of the running turn. */
  readonly worksFor: GoalRef | undefined;
}

export function stopsWork(command: Command, { before, after, worksFor }: WorkAtCommand): boolean {
  if (command.type === 'interrupt' || command.type === 'archive') return true;
  if (command.type === 'postMessage' && command.delivery === 'interrupt') return true;
  // A goal that is gone takes its running work with it.
  const isGone = before !== null && after?.goalId !== before.goalId;
  return isGone && worksFor?.goalId === before.goalId;
}

/** Whether what is judged of that revision will not count: an edit has touched what it is judged by. */
export const voidsVerdict = (goal: Goal | null, judged: GoalRef): boolean =>
  goal?.goalId === judged.goalId && !isJudgedAs(goal, judged.revision);
