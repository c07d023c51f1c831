/** When a stream that was asked to end with its thread's goal ends. */
import type { Journal } from '../../journal/journal.ts';
import { isFinished } from '../../workflows/goal/goal-machine.ts';

export const UNTIL = ['goalEnd', 'goalStop'] as const;

/** `goalEnd`: the goal is complete or cleared. `goalStop`: it does not go on by itself, for any reason. */
export type Until = (typeof UNTIL)[number];

export interface GoalEnded {
  readonly goalId: string;
  readonly status: string;
  readonly seq: number;
}

type Record = Pick<Journal, 'readGoal' | 'readEndOfRecord' | 'listTurnEvents'>;

/**
 * `undefined`: not yet. What the running turn still says of it belongs to it, such as the closing words of a
 * goal that is complete.
 */
export async function goalEnded(
  journal: Record,
  threadId: string,
  until: Until,
): Promise<GoalEnded | undefined> {
  const goal = await journal.readGoal(threadId);
  if (goal === undefined) return undefined;
  const { goalId, status } = goal.snapshot;
  if (until === 'goalEnd' ? !isFinished(status) : status === 'active') return undefined;
  const end = await journal.readEndOfRecord(threadId);
  if (end === undefined) return undefined;
  const ofTurn = await journal.listTurnEvents(threadId, { seq: end.seq + 1, turn: end.turn });
  const isOpen = ofTurn.findLast(({ type }) => type === 'turnStarted' || type === 'turnEnded');
  return isOpen?.type === 'turnStarted' ? undefined : { goalId, status, seq: end.seq };
}
