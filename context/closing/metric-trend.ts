/**
 * The way of each metric to its finish line, as lines of the closing block: the last values, and the best of
 * those that are known. Only values that were measured the way the contract measures now. Labels are plain
 * ASCII, as in `checkLine`. Pure.
 */
import {
  type Check,
  type Contract,
  checksOf,
  type MetricExpectation,
  metricName,
} from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';

/** A run of a check, as far as a trend is about it. */
export interface MeasuredRun {
  readonly name: string;
  readonly revision: number;
  /** Runs of one look at the goal share it. */
  readonly seq: number;
  readonly passed: boolean;
  readonly metric: number | null;
}

/** How many of a goal's last runs a trend looks at. */
export const TREND_RUNS = 100;
const SHOWN_VALUES = 8;

/** `runs` oldest first; `contracts` are those of the revisions in them. Fewer than two looks are no trend. */
export const trendLines = (
  contract: Contract,
  runs: readonly MeasuredRun[],
  contracts: ReadonlyMap<number, Contract>,
): string[] =>
  checksOf(contract).flatMap(({ check }) => {
    const { metric } = check.expect;
    if (metric === undefined || isHidden(check)) return [];
    const comparable = runs.filter(
      ({ name, revision }) => name === check.name && isMeasuredAlike(check, contracts.get(revision)),
    );
    const values = valuesOf(comparable);
    return values.length < 2 ? [] : [trendLine(check.name, metric, values)];
  });

/** The same command, and the same number of its output. */
function isMeasuredAlike({ name, command, expect }: Check, then: Contract | undefined): boolean {
  const before = then && checksOf(then).find(({ check }) => check.name === name)?.check;
  if (before?.expect.metric === undefined || expect.metric === undefined) return false;
  return before.command === command && metricName(before.expect.metric) === metricName(expect.metric);
}

/**
 * One value for each look: that of the run which speaks for the check, the first that failed or else the
 * last.
 */
function valuesOf(runs: readonly MeasuredRun[]): number[] {
  const looks = new Map<number, MeasuredRun>();
  for (const run of runs) {
    const spokesman = looks.get(run.seq);
    if (spokesman === undefined || spokesman.passed) looks.set(run.seq, run);
  }
  return [...looks.values()].flatMap(({ metric }) => (metric === null ? [] : [metric]));
}

/** E.g. `p95: p95_ms so far, oldest first: 210, 150.5, 135.2; best 135.2, wanted < 120`. */
function trendLine(check: string, metric: MetricExpectation, values: readonly number[]): string {
  const older = values.length > SHOWN_VALUES ? '... ' : '';
  const shown = values.slice(-SHOWN_VALUES).join(', ');
  const wanted = `wanted ${metric.op} ${metric.value}`;
  return `${check}: ${metricName(metric)} so far, oldest first: ${older}${shown}; best ${bestOf(metric, values)}, ${wanted}`;
}

function bestOf({ op, value: wanted }: MetricExpectation, values: readonly number[]): number {
  if (op === '<' || op === '<=') return Math.min(...values);
  if (op === '>' || op === '>=') return Math.max(...values);
  return values.reduce((best, value) => (Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best));
}
