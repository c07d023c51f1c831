/** What the checks leave to the auditor, and what both together say of a claim. Pure. */
import type { Spent, Timed } from '../budget/spent.ts';
import type { ChecksVerdict, JournalledChecks } from './checks-verdict.ts';

/** What the auditor found of a claim, and what asking has cost. */
export interface JudgeClaimResult extends Timed, Spent {
  /** The checks refuse nothing, and the auditor found every requirement proven. */
  readonly accepted: boolean;
  /** The checks left the verdict to the auditor. */
  readonly isAudited: boolean;
  /** Which requirements refused the claim, by number, or what else did; absent when accepted. */
  readonly reason?: string;
}

/**
 * Nothing that the service checked stands against the claim. That proves it only with a verification check;
 * without one it says no more than that the auditor may be asked.
 */
export const refusesNothing = ({
  outcomes,
  changedProtectedPaths,
  reason,
  cannotRun,
}: Omit<ChecksVerdict, 'durationMs'>): boolean =>
  reason === undefined &&
  cannotRun === undefined &&
  changedProtectedPaths.length === 0 &&
  outcomes.every(({ passed }) => passed);

/** Both have to agree: an auditor cannot make up for a check, and checks cannot make up for the auditor. */
export function withAuditor(
  checked: JournalledChecks,
  judged: JudgeClaimResult,
  judgedSeq: number,
): JournalledChecks {
  const { reason: checksReason, awaitsPerson, ...results } = checked;
  const place = judged.isAudited ? { auditSeq: judgedSeq } : {};
  // A person's word, where it is needed as well, comes last.
  if (refusesNothing(checked) && judged.accepted)
    return awaitsPerson === undefined
      ? { ...results, ...place, proven: true }
      : { ...results, ...place, proven: false, awaitsPerson };
  const reason = checksReason ?? judged.reason ?? 'the auditor did not find the goal proven';
  return { ...results, ...place, proven: false, reason };
}
