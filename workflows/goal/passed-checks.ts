/** What a goal that is stopped says of checks that pass: a claim is missing, and nothing else. Pure. */
import type { Goal } from './goal.ts';

export const CLAIM_IS_MISSING = 'what is missing is a claim of the model';

/**
 * `undefined`: not all of them passed when they last ran, or that run would not prove the goal. That the
 * workspace may be another one since is for the reader to see, who is told which run it was.
 */
export function passedChecksText({
  checks,
  checksSeq,
  refusedSeq,
  unprovenSeq,
}: Pick<Goal, 'checks' | 'checksSeq' | 'refusedSeq' | 'unprovenSeq'>): string | undefined {
  const isVerified = checks.some(({ role }) => role === 'verification');
  if (!isVerified || !checks.every(({ passed }) => passed)) return undefined;
  if (checksSeq === undefined) return refusedSeq === undefined ? allPassed() : undefined;
  const isRefused = refusedSeq !== undefined && refusedSeq >= checksSeq;
  return isRefused || unprovenSeq === checksSeq ? undefined : allPassed(checksSeq);
}

/** `seq`: where the results stand in the record. */
export const allPassed = (seq?: number): string =>
  `all checks passed when they last ran${seq === undefined ? '' : ` (item ${seq})`}`;
