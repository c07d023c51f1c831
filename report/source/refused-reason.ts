/** Why a claim that was put to the proof did not hold, for its owner. Pure. */
import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';

/** A person who has to accept a change comes last: the checks had passed then. */
export function refusedReason({
  reason,
  awaitsPerson,
}: Pick<ChecksVerdict, 'reason' | 'awaitsPerson'>): string {
  if (reason !== undefined) return reason;
  return awaitsPerson === undefined
    ? 'nothing proved it'
    : `no person accepted the change of ${awaitsPerson.paths.join(', ')}`;
}
