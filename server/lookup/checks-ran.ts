/** The run of the checks that a goal's latest results are of, as replies show it. */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Journal } from '../../journal/journal.ts';
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import { itemAt } from './item-at.ts';

export interface ChecksRan {
  /** A baseline ran without the work. */
  readonly purpose: CheckRun['purpose'];
  /** The last turn that had begun; 0: none. */
  readonly turn: number;
  readonly at: string;
}

/** `undefined`: there is no result yet, or the record lacks it. */
export async function readChecksRan(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  checksSeq: number | undefined,
): Promise<ChecksRan | undefined> {
  const item = await itemAt(journal, threadId, checksSeq);
  const purpose = item && bodyAs(item, 'checks', 'audit')?.purpose;
  if (item === undefined || purpose === undefined) return undefined;
  return { purpose, turn: item.turn, at: item.createdAt.toISOString() };
}
