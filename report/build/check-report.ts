/** The checks of a contract, each with its start, its end, and the way between. Pure. */
import { defined } from '../../objects/defined.ts';
import {
  type Check,
  type CheckRole,
  checksOf,
  type MetricExpectation,
  metricName,
} from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import { worstOf } from '../../workflows/contract/worst-figure.ts';
import type {
  CheckReport,
  MetricTrend,
  ReportedCheckResult,
  ReportedReads,
  TwinReport,
} from '../reported-checks.ts';
import type { KeptRun, ReportSource, RevisedContract, RunGroup } from '../source/report-source.ts';

type Source = Pick<ReportSource, 'contracts' | 'checks' | 'snapshot' | 'events' | 'latestVerdict'>;

export const checkReports = (source: Source): CheckReport[] => {
  const current = source.contracts.at(-1);
  return current === undefined
    ? []
    : checksOf(current.contract).map(({ check, role }) => checkReport(source, check, role));
};

function checkReport(source: Source, check: Check, role: CheckRole): CheckReport {
  const since = sinceRevision(source, check);
  const results = (source.checks.get(check.name)?.results ?? []).filter(({ revision }) => revision >= since);
  const { turnAt } = source.events.turns;
  // A further baseline takes the place of the one before, as it does where claims are judged.
  const baseline = results.findLast(({ purpose }) => purpose === 'baseline');
  const isComplete = source.snapshot.status === 'complete';
  const final = results.findLast(({ purpose }) =>
    isComplete ? purpose === 'audit' : purpose !== 'baseline',
  );
  return {
    name: check.name,
    role,
    ...(isHidden(check) ? { isHidden: true as const } : {}),
    command: check.command,
    wanted: wantedOf(check),
    baseline: baseline === undefined ? null : resultOf(baseline, check, turnAt(baseline.seq)),
    final: final === undefined ? null : resultOf(final, check, turnAt(final.seq)),
    metric: trendOf(source, check),
    // What was shown of the check as it was says nothing of the check as it is.
    twins: final === undefined ? null : twinsOf(source, check),
  };
}

function twinsOf({ latestVerdict }: Source, { name }: Check): TwinReport | null {
  const found = latestVerdict?.body.verdict.twins?.find((twin) => twin.check === name);
  if (found === undefined) return null;
  const { standing, tried, survived, reason } = found;
  return { standing, tried, survived, ...defined({ reason }) };
}

/** E.g. `exit 0, p95_ms < 120, 3 runs`. */
function wantedOf({ expect, runs }: Check): string {
  const { exitCode, metric } = expect;
  return [
    `exit ${exitCode}`,
    ...(metric === undefined ? [] : [`${metricName(metric)} ${metric.op} ${metric.value}`]),
    ...(runs === 1 ? [] : [`${runs} runs`]),
  ].join(', ');
}

/**
 * The revision from which on the check means what it means now: results of before are not to be compared
 * with.
 */
function sinceRevision({ contracts }: Source, check: Check): number {
  const present = contracts.at(-1);
  const meaning = present === undefined ? undefined : meaningOf(check, present);
  const other = contracts.findLast((then) => {
    const found = checksOf(then.contract).find((held) => held.check.name === check.name);
    return found === undefined || meaningOf(found.check, then) !== meaning;
  });
  return (other?.revision ?? 0) + 1;
}

/** A part of it is what it runs on: the accepted state, what is sealed, and what is taken for the work. */
const meaningOf = ({ command, expect }: Check, { contract, accepted }: RevisedContract): string => {
  const { verification, boundaries } = contract;
  return JSON.stringify([command, expect, accepted, verification.protectedPaths, boundaries.writePaths]);
};

/** More runs than the check should have are those of an attempt that was lost. */
function resultOf(
  { seq, purpose, revision, workspaceDigest, runs: all }: RunGroup,
  { runs: wanted, expect }: Pick<Check, 'runs' | 'expect'>,
  turn: number | null,
): ReportedCheckResult {
  const runs = all.slice(-wanted);
  const deciding = decidingRun(runs, expect.metric);
  const metrics = runs.flatMap(({ metric }) => (metric === null ? [] : [metric]));
  const reads = runs.findLast((run) => run.reads !== undefined)?.reads;
  return {
    seq,
    at: (runs.at(-1)?.ranAt ?? new Date(0)).toISOString(),
    turn,
    purpose,
    revision,
    passed: runs.every(({ passed }) => passed),
    runs: runs.length,
    passedRuns: runs.filter(({ passed }) => passed).length,
    exitCode: deciding?.exitCode ?? null,
    metric: deciding?.metric ?? null,
    ...(metrics.length > 1 ? { metrics } : {}),
    reason: deciding?.reason ?? null,
    ...(runs.length > 0 && runs.every(({ isWithoutWork }) => isWithoutWork)
      ? { isWithoutWork: true as const }
      : {}),
    outputSha256: deciding?.outputSha256 ?? '',
    ...(deciding?.outputTail === undefined ? {} : { outputTail: deciding.outputTail }),
    ...(deciding?.channelTail === undefined ? {} : { channelTail: deciding.channelTail }),
    durationSeconds: runs.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000,
    workspaceDigest,
    reads: reads === undefined ? null : readSummary(reads),
  };
}

/** The first that failed speaks for all, and of those that passed the one with the worst figure. */
function decidingRun(runs: readonly KeptRun[], expected: MetricExpectation | undefined): KeptRun | undefined {
  const failed = runs.find(({ passed }) => !passed);
  if (failed !== undefined || expected === undefined) return failed ?? runs.at(-1);
  const figures = runs.flatMap(({ metric }) => (metric === null ? [] : [metric]));
  const worst = worstOf(figures, expected);
  return runs.find(({ metric }) => worst !== undefined && metric === worst) ?? runs.at(-1);
}

const readSummary = (reads: NonNullable<KeptRun['reads']>): ReportedReads =>
  reads.known
    ? { known: true, count: reads.count, undeclared: reads.undeclared, unprotected: reads.unprotected }
    : reads;

/** The trend follows the same number, under whatever bound it stood then. */
function trendOf({ contracts, checks, events }: Source, check: Check): MetricTrend | null {
  const { metric } = check.expect;
  if (metric === undefined) return null;
  const name = metricName(metric);
  const same = new Set(
    contracts.flatMap(({ revision, contract }) => {
      const then = checksOf(contract).find((held) => held.check.name === check.name)?.check.expect.metric;
      return then !== undefined && metricName(then) === name ? [revision] : [];
    }),
  );
  const series = checks.get(check.name);
  const points = (series?.results ?? [])
    .filter(({ revision }) => same.has(revision))
    .flatMap(({ seq, purpose, runs }) =>
      runs.flatMap(({ metric: value, ranAt, passed }) =>
        value === null
          ? []
          : [{ seq, at: ranAt.toISOString(), turn: events.turns.turnAt(seq), purpose, value, passed }],
      ),
    );
  return { name, op: metric.op, bound: metric.value, points, omittedPoints: series?.omitted ?? 0 };
}
