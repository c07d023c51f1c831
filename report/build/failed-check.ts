/** A check that did not pass, on one line. Pure. */
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { CheckReport } from '../reported-checks.ts';

/** Checks are taken as they last ran: the final result, or the baseline when there was none since. */
export const failingChecks = (checks: readonly CheckReport[]): string[] =>
  checks.flatMap(({ name, role, final, baseline }) => {
    const result = final ?? baseline;
    if (result === null || result.passed) return [];
    const { exitCode, metric, reason } = result;
    const figures = { ...(metric === null ? {} : { metric }), ...(reason === null ? {} : { reason }) };
    return [checkLine({ name, role, passed: false, exitCode, ...figures })];
  });
