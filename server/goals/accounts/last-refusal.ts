/** Why a goal's latest claim that was refused did not hold, as its owner may read it. */
import type { Journal } from '../../../journal/journal.ts';
import { defined } from '../../../objects/defined.ts';
import { verdictIn } from '../../../report/source/journalled-checks.ts';
import { refusedReason } from '../../../report/source/refused-reason.ts';
import { twinRemedies, twinThatRefused } from '../../../workflows/evidence/twin-remedies.ts';
import { itemAt } from '../../lookup/item-at.ts';

export interface LastRefusal {
  readonly reason: string;
  readonly turn: number;
  readonly at: string;
  /** Changed paths that the checks' copy lacked, since they were not declared as the work; absent: none. */
  readonly leftOut?: readonly string[];
  /** Steps that are for the owner alone; absent where nothing but the work is to be mended. */
  readonly remedies?: readonly string[];
  /** Where the verdict stands in the thread's record. */
  readonly seq: number;
}

/** `undefined`: no claim was refused, or the record does not hold the verdict. */
export async function readLastRefusal(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  refusedSeq: number | undefined,
): Promise<LastRefusal | undefined> {
  const item = await itemAt(journal, threadId, refusedSeq);
  const body = item && verdictIn(item)?.body;
  if (item === undefined || body === undefined) return undefined;
  const { turn, createdAt, seq } = item;
  const { verdict, leftOut } = body;
  const twin = twinThatRefused(verdict);
  const remedies = twin && twinRemedies(twin);
  return {
    ...{ reason: refusedReason(verdict), turn, at: createdAt.toISOString() },
    ...defined({ leftOut, remedies }),
    seq,
  };
}
