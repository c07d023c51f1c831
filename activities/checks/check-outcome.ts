/** What the runs of one check come to. Pure. */
import type { CheckOutcome } from '../../workflows/activities.ts';
import type { Check, CheckRole } from '../../workflows/contract.ts';
import { gapTo } from './metric.ts';
import type { FinishedRun } from './run-check.ts';

type Shown = Pick<FinishedRun, 'passed' | 'exitCode' | 'metric' | 'reason'>;

/** Every run has to pass; the first that did not speaks for the check. */
export function outcomeOf({ name, expect }: Check, role: CheckRole, runs: readonly Shown[]): CheckOutcome {
  const spokesman = runs.find((run) => !run.passed) ?? runs.at(-1);
  const { passed, exitCode, metric, reason } = spokesman ?? {
    passed: false,
    exitCode: null,
    metric: null,
    reason: 'not run',
  };
  return {
    name,
    role,
    passed,
    exitCode,
    ...(metric === null ? {} : { metric }),
    ...(metric === null || expect.metric === undefined ? {} : { gap: gapTo(metric, expect.metric) }),
    ...(reason === null ? {} : { reason }),
  };
}
