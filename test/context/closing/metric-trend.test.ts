import { describe, expect, test } from '@jest/globals';
import { type MeasuredRun, trendLines } from '../../../context/closing/metric-trend.ts';
import type { Contract, MetricExpectation } from '../../../workflows/contract/contract.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

const P95 = { marker: 'p95_ms', op: '<', value: 120 } as const;

const contractOf = (metric: MetricExpectation = P95, command = 'npm run bench'): Contract =>
  contractWith({
    verification: {
      checks: [checkWith({ name: 'p95', command, expect: { exitCode: 0, metric } }), checkWith()],
      protectedPaths: [],
    },
  });

const run = (seq: number, metric: number | null, fields: Partial<MeasuredRun> = {}): MeasuredRun => ({
  name: 'p95',
  revision: 1,
  seq,
  passed: false,
  metric,
  ...fields,
});

const trendOf = (
  runs: readonly MeasuredRun[],
  metric: MetricExpectation = P95,
  others: [number, Contract][] = [],
): string[] => trendLines(contractOf(metric), runs, new Map([[1, contractOf(metric)], ...others]));

describe('trendLines', () => {
  test('a metric measured at several looks → its values in order, the best, and what is wanted', () => {
    expect(trendOf([run(3, 210), run(9, 135.2), run(12, 150)])).toEqual([
      'p95: p95_ms so far, oldest first: 210, 135.2, 150; best 135.2, wanted < 120',
    ]);
  });

  test('a hidden check → no trend: a figure would tell what it measures', () => {
    const [check] = contractOf().verification.checks;
    const hidden = contractWith({
      verification: { checks: [checkWith({ ...check, visibility: 'hidden' })], protectedPaths: [] },
    });
    expect(trendLines(hidden, [run(3, 210), run(9, 135.2)], new Map([[1, hidden]]))).toEqual([]);
  });

  test('one look, or none that measured anything → no trend yet', () => {
    expect(trendOf([])).toEqual([]);
    expect(trendOf([run(3, 210)])).toEqual([]);
    expect(trendOf([run(3, 210), run(9, null)])).toEqual([]);
  });

  test('several runs at one look → the first that failed speaks, else the last', () => {
    const passed = { passed: true };
    const looks = [
      ...[run(3, 300, passed), run(3, 250), run(3, 260), run(3, 100, passed)],
      ...[run(9, 90, passed), run(9, 80, passed)],
    ];
    expect(trendOf(looks)[0]).toContain('oldest first: 250, 80;');
  });

  test('a long way → the last values, and the best of all of them', () => {
    const runs = Array.from({ length: 12 }, (_, index) => run(index, index === 2 ? 50 : 100 + index));
    expect(trendOf(runs)[0]).toContain(
      'oldest first: ... 104, 105, 106, 107, 108, 109, 110, 111; best 50, wanted',
    );
  });

  test.each<[MetricExpectation, number]>([
    [{ marker: 'm', op: '<=', value: 5 }, 1],
    [{ marker: 'm', op: '>', value: 5 }, 9],
    [{ marker: 'm', op: '>=', value: 5 }, 9],
    [{ marker: 'm', op: '==', value: 5 }, 4],
  ])('wanted %j → %d is the best of 1, 9 and 4', (metric, best) => {
    expect(trendOf([run(1, 1), run(2, 9), run(3, 4)], metric)[0]).toContain(`best ${best},`);
  });

  test('measured otherwise before an edit, or by another check → not compared', () => {
    const edits: [number, Contract][] = [
      [2, contractOf({ marker: 'p50_ms', op: '<', value: 120 })],
      [3, contractOf(P95, 'npm run old-bench')],
      // Another bound is the same measure.
      [4, contractOf({ ...P95, value: 200 })],
    ];
    const runs = [1, 2, 3, 4, 5].map((revision) => run(revision, revision * 100, { revision }));
    expect(trendOf([...runs, run(9, 7, { name: 'tests' })], P95, edits)[0]).toContain(
      'oldest first: 100, 400;',
    );
  });
});
