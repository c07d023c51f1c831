/** The auditor's ruling on a goal's latest claim, as REST shows it. */
import { z } from 'zod';
import type { Journal } from '../../journal/journal.ts';
import { auditorRuling, requirementRuling } from '../../report/source/auditor-ruling.ts';

const auditResult = z.object({
  audit: auditorRuling.extend({ requirements: z.array(requirementRuling.extend({ kind: z.string() })) }),
});

export type LastAudit = z.output<typeof auditResult>['audit'] & {
  /** Where it stands in the thread's record. */
  readonly seq: number;
};

/** `undefined` when the auditor was not asked about the latest claim. */
export async function readLastAudit(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  auditSeq: number | undefined,
): Promise<LastAudit | undefined> {
  const item = auditSeq === undefined ? undefined : await journal.readItem(threadId, auditSeq);
  const found = item === undefined ? undefined : auditResult.safeParse(JSON.parse(item.body)).data;
  return item === undefined || found === undefined ? undefined : { ...found.audit, seq: item.seq };
}
