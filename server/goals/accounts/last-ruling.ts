/** The auditor's ruling on a goal's latest claim, as REST shows it. */
import type { AuditorRuling } from '../../../journal/bodies/audit.ts';
import { bodyAs } from '../../../journal/bodies/read-body.ts';
import type { Journal } from '../../../journal/journal.ts';
import { itemAt } from '../../lookup/item-at.ts';

export type LastRuling = AuditorRuling & {
  /** Where it stands in the thread's record. */
  readonly seq: number;
};

/** `undefined` when the auditor was not asked about the latest claim. */
export async function readLastRuling(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  auditSeq: number | undefined,
): Promise<LastRuling | undefined> {
  const item = await itemAt(journal, threadId, auditSeq);
  const audit = item && bodyAs(item, 'audit')?.audit;
  return item === undefined || audit === undefined ? undefined : { ...audit, seq: item.seq };
}
