/** Whether a check passed before there was any work, by the rule that claims are judged by. Pure. */
import { checksOf } from '../../workflows/contract/contract.ts';
import type { CheckReport } from '../reported-checks.ts';
import type { ReportSource } from '../source/report-source.ts';

/**
 * A state that a person accepted whole holds the work that was done until then: a baseline since says nothing
 * against that work where an earlier one failed.
 */
export function passedBefore(
  { contracts, checks }: Pick<ReportSource, 'contracts' | 'checks'>,
  { name, command, baseline }: CheckReport,
): boolean {
  if (!baseline?.passed) return false;
  const acceptedWhole = contracts.find(
    ({ accepted }) => accepted !== undefined && accepted.paths === undefined,
  );
  const isSame = (revision: number): boolean =>
    contracts.some(
      (then) =>
        then.revision === revision &&
        checksOf(then.contract).some(({ check }) => check.name === name && check.command === command),
    );
  const hasFailed = (checks.get(name)?.results ?? []).some(
    ({ purpose, revision, runs }) =>
      purpose === 'baseline' &&
      acceptedWhole !== undefined &&
      revision < acceptedWhole.revision &&
      isSame(revision) &&
      runs.some(({ passed }) => !passed),
  );
  return !hasFailed;
}
