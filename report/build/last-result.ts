/** Which result of a check is its latest, and when that ran, in words that never make it newer. Pure. */
import type { CheckReport, ReportedCheckResult } from '../reported-checks.ts';

type Results = Pick<CheckReport, 'baseline' | 'final'>;
type Ran = Pick<ReportedCheckResult, 'turn' | 'purpose' | 'isWithoutWork'>;

/** What has come since the service ran anything. */
export interface Since {
  /** Tools have run since the service last looked. */
  readonly isOutdated: boolean;
  /** Where none has begun, there is no work that a result could lack. */
  readonly hasTurns: boolean;
}

/** `null`: it has not run. */
export const lastResult = ({ final, baseline }: Results): ReportedCheckResult | null => final ?? baseline;

/** E.g. `before the first turn`; of all runs only a claim's are made within a turn. */
export function whenRan({ turn, purpose, isWithoutWork }: Ran): string {
  if (turn === null) return 'before the first turn';
  if (purpose === 'audit') return `in turn ${turn}`;
  return purpose === 'baseline' && isWithoutWork
    ? `on the accepted state, after turn ${turn}`
    : `after turn ${turn}`;
}

/**
 * What a reader has to know of a result that may not be the present one; empty where nothing has come since.
 */
export function notSince({ final, baseline }: Results, { isOutdated, hasTurns }: Since): string {
  if (final !== null) {
    if (isOutdated) return `; it ran ${whenRan(final)}, and tools have run since`;
    return baseline !== null && baseline.seq > final.seq
      ? `; it ran ${whenRan(final)}, and not with the work since`
      : '';
  }
  if (baseline === null) return '';
  return `; it ran ${whenRan(baseline)}${hasTurns ? ', and not with the work since' : ''}`;
}
