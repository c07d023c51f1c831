/** What the runs of one check come to. Pure. */
import type { Check, CheckRole, MetricExpectation } from '../../workflows/contract/contract.ts';
import { worstOf } from '../../workflows/contract/worst-figure.ts';
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import { gapTo } from './metric.ts';
import type { FinishedRun } from './run-check.ts';

type Shown = Pick<FinishedRun, 'passed' | 'exitCode' | 'metric' | 'reason'>;

/** Every run has to pass; the first that did not speaks for the check, and of those that passed the worst. */
export function checkResultOf({ name, expect }: Check, role: CheckRole, runs: readonly Shown[]): CheckResult {
  const spokesman = runs.find((run) => !run.passed) ?? worstRun(runs, expect.metric) ?? runs.at(-1);
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

function worstRun(runs: readonly Shown[], metric: MetricExpectation | undefined): Shown | undefined {
  if (metric === undefined) return undefined;
  const figures = runs.map((run) => run.metric).filter((figure) => figure !== null);
  const worst = worstOf(figures, metric);
  return worst === undefined ? undefined : runs.find((run) => run.metric === worst);
}
