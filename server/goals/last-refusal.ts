/** Why a goal's latest claim that was refused did not hold, as its owner may read it. */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Journal } from '../../journal/journal.ts';

export interface LastRefusal {
  readonly reason: string;
  readonly turn: number;
  readonly at: string;
  /** Where the verdict stands in the thread's record. */
  readonly seq: number;
}

/** `undefined`: no claim was refused, or the record does not hold the verdict. */
export async function readLastRefusal(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  refusedSeq: number | undefined,
): Promise<LastRefusal | undefined> {
  const item = refusedSeq === undefined ? undefined : await journal.readItem(threadId, refusedSeq);
  const body = item && bodyAs(item, 'checks', 'audit');
  if (item === undefined || body === undefined) return undefined;
  const { reason = body.verdict.reason, awaitsPerson } = body.whole ?? body.verdict;
  const asked =
    awaitsPerson === undefined ? 'nothing proved it' : NOT_ACCEPTED + awaitsPerson.paths.join(', ');
  return { reason: reason ?? asked, turn: item.turn, at: item.createdAt.toISOString(), seq: item.seq };
}

/** The checks had passed. */
const NOT_ACCEPTED = 'no person accepted the change of ';
