/** Whether nothing but a claim of the model is missing, by the run of the checks before. Pure. */
import { allPassed } from '../../../workflows/goal/passed-checks.ts';
import type { CheckReport } from '../../reported-checks.ts';
import type { ReportSource } from '../../source/report-source.ts';

/** Says which run passed; `undefined`: a check failed, work came after it, or it would refuse a claim. */
export function missingClaim(
  {
    look,
    latestVerdict,
    snapshot: { refusedSeq },
  }: Pick<ReportSource, 'look' | 'latestVerdict' | 'snapshot'>,
  checks: readonly CheckReport[],
): string | undefined {
  const passed = checks.length > 0 && checks.every(({ final }) => final?.passed);
  if (!passed || look?.isOutdated === true || latestVerdict === undefined) return undefined;
  const { seq, body } = latestVerdict;
  const isRefused = body.verdict.reason !== undefined || (refusedSeq !== undefined && refusedSeq >= seq);
  return isRefused ? undefined : allPassed(seq);
}
