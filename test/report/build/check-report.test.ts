import { describe, expect, test } from '@jest/globals';
import type { CheckRun } from '../../../journal/rows/goals/check-run.ts';
import { checkReports } from '../../../report/build/check-report.ts';
import { CheckHistoryFold } from '../../../report/source/check-history.ts';
import type { RevisedContract } from '../../../report/source/report-source.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';
import { checkRun, goalChanged } from '../../journal/samples.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

const metric = { marker: 'p95_ms', op: '<' as const, value: 120 };
const measured = checkWith({ expect: { exitCode: 0, metric } });
const contractOf = (check = measured) =>
  contractWith({ verification: { checks: [check], protectedPaths: [] } });

function reportOf(
  runs: readonly Partial<CheckRun>[],
  contracts: readonly RevisedContract[] = [{ revision: 1, contract: contractOf() }],
  status: GoalStatus = 'active',
) {
  const fold = new CheckHistoryFold();
  for (const [index, run] of runs.entries()) fold.add(checkRun({ runId: `r${index}`, ...run }));
  const { goal: snapshot } = goalChanged(1, { status }) as Extract<
    ReturnType<typeof goalChanged>,
    { type: 'goalChanged' }
  >;
  const turns = {
    shown: [],
    earlier: { turns: 0, wrapUps: 0, tokens: 0, toolCalls: 0 },
    sum: { turns: 0, wrapUps: 0, tokens: 0, toolCalls: 0 },
  };
  const events = {
    revisions: [],
    latest: undefined,
    verdictSeqs: [],
    modelSwitches: { count: 0, latest: [] },
    asks: false as const,
    turns: { ...turns, turnAt: () => null },
  };
  const [report] = checkReports({ contracts, checks: fold.result(), snapshot, events });
  if (report === undefined) throw new Error('no check');
  return report;
}

const baseline = { purpose: 'baseline', seq: 1, passed: false, metric: 180 } as const;

describe('checkReports', () => {
  test('never run → nothing at either end', () => {
    expect(reportOf([])).toMatchObject({ baseline: null, final: null, wanted: 'exit 0, p95_ms < 120' });
  });

  test('baseline alone → no final result is made of it', () => {
    expect(reportOf([baseline])).toMatchObject({ baseline: { metric: 180 }, final: null });
  });

  test('several runs → all have to pass; the first that failed gives the figures', () => {
    const contracts = [{ revision: 1, contract: contractOf({ ...measured, runs: 3 }) }];
    const runs = [110, 130, 115].map((value) => ({ seq: 4, metric: value, passed: value < 120 }));
    expect(reportOf(runs, contracts).final).toMatchObject({
      passed: false,
      runs: 3,
      passedRuns: 2,
      metric: 130,
    });
  });

  test('several runs that all passed → the worst figure decides, and all of them are given', () => {
    const contracts = [{ revision: 1, contract: contractOf({ ...measured, runs: 2 }) }];
    const runs = [19.4, 9.6].map((value) => ({ seq: 4, metric: value, passed: true }));
    expect(reportOf(runs, contracts).final).toMatchObject({
      passed: true,
      metric: 19.4,
      metrics: [19.4, 9.6],
    });
  });

  test('a run that failed → what it wrote to the channel is shown; of one that passed nothing is', () => {
    const failed = { seq: 4, passed: false, channelTail: 'p95_ms: fast' };
    expect(reportOf([failed]).final).toMatchObject({ channelTail: 'p95_ms: fast' });
    expect(reportOf([{ ...failed, passed: true }]).final).not.toHaveProperty('channelTail');
    expect(reportOf([{ ...baseline, channelTail: 'x' }, failed]).baseline).not.toHaveProperty('channelTail');
  });

  test('runs of an attempt that was lost stand before → they do not count', () => {
    const runs = [
      { seq: 4, passed: false, metric: 999 },
      { seq: 4, passed: true, metric: 110 },
    ];
    expect(reportOf(runs).final).toMatchObject({ passed: true, runs: 1, metric: 110 });
  });

  test('complete, and run again on request since → the audit that proved it stays the result', () => {
    const runs = [
      { seq: 4, metric: 110 },
      { seq: 9, purpose: 'request' as const, passed: false, metric: 300 },
    ];
    expect(reportOf(runs, undefined, 'complete').final).toMatchObject({ seq: 4, passed: true });
    expect(reportOf(runs, undefined, 'active').final).toMatchObject({ seq: 9, passed: false });
  });

  test('the check was edited → results of before are no start and no end; its metric keeps its way', () => {
    const contracts = [
      { revision: 1, contract: contractOf() },
      { revision: 2, contract: contractOf({ ...measured, command: 'npm run bench' }) },
    ];
    const report = reportOf(
      [baseline, { seq: 4, metric: 110 }, { seq: 8, revision: 2, metric: 115 }],
      contracts,
    );
    expect(report).toMatchObject({ baseline: null, final: { seq: 8 } });
    expect(report.metric?.points.map(({ value }) => value)).toEqual([180, 110, 115]);
  });

  test('another part of the contract was edited → the baseline stands', () => {
    const contracts = [
      { revision: 1, contract: contractOf() },
      { revision: 2, contract: { ...contractOf(), objective: 'Other' } },
    ];
    expect(reportOf([baseline, { seq: 8, revision: 2 }], contracts).baseline).toMatchObject({ seq: 1 });
  });

  test('10,000 results → the baseline and the newest, the others counted; only the last keeps its output', () => {
    const audits = Array.from({ length: 10_000 }, (_, index) => ({
      seq: index + 2,
      passed: false,
      metric: index,
    }));
    const report = reportOf([baseline, ...audits]);
    expect(report.metric?.points).toHaveLength(400);
    expect(report.metric?.omittedPoints).toBe(9_601);
    expect([report.metric?.points[0]?.value, report.metric?.points.at(-1)?.value]).toEqual([180, 9_999]);
    expect(report.final?.outputTail).toBeDefined();
    expect(report.baseline?.outputTail).toBeUndefined();
  });
});
