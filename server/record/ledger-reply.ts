/** Lines of the ledger and of the experiment log as REST shows them. Pure. */
import { defined } from '../../objects/defined.ts';
import {
  type ClaimRecord,
  type IterationRecord,
  standingStatus,
  successors,
} from '../../workflows/evidence/ledger.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { LedgerClaim, LoggedIteration } from './ledger-schema.ts';

/**
 * Every claim that was ever recorded, in order: `status` is what it was recorded as, `standing` what it is
 * worth now. One that was recorded again names its successor.
 */
export function claimReplies(claims: readonly ClaimRecord[]): LedgerClaim[] {
  const replaced = successors(claims);
  return claims.map(({ threadId: _, goalId: __, recordedAtMs, ...claim }) => {
    const supersededBy = replaced.get(claim.claimId);
    return {
      ...claim,
      standing: standingStatus(claim),
      ...defined({ supersededBy }),
      recordedAt: isoTime(recordedAtMs),
    };
  });
}

export const iterationReply = ({
  threadId: _,
  goalId: __,
  recordedAtMs,
  ...iteration
}: IterationRecord): LoggedIteration => ({
  ...iteration,
  recordedAt: isoTime(recordedAtMs),
});
