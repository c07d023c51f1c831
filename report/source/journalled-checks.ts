/** The item that a run of the checks leaves in the journal, as a report reads it. */
import type { AuditorBody } from '../../journal/bodies/audit.ts';
import type { ChecksBody } from '../../journal/bodies/checks.ts';
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Item } from '../../journal/journal.ts';

export interface JournalledVerdict {
  readonly seq: number;
  readonly turn: number;
  readonly at: Date;
  readonly body: ReportedChecks;
}

/** It has all that hidden checks have shown: the model is not told, and the reader of a report is. */
export type ReportedChecks = Pick<ChecksBody, 'purpose' | 'verdict' | 'changes' | 'leftOut'> &
  Partial<Pick<AuditorBody, 'checksSeq' | 'audit'>>;

/**
 * `at`: when its last check ended; absent: when the item was written. `undefined`: the item is something
 * else.
 */
export function verdictIn(item: Item, at: Date = item.createdAt): JournalledVerdict | undefined {
  const body = bodyAs(item, 'checks', 'audit');
  if (body === undefined) return undefined;
  const { whole, ...shown } = body;
  return { seq: item.seq, turn: item.turn, at, body: { ...shown, verdict: whole ?? shown.verdict } };
}
