import { describe, expect, test } from '@jest/globals';
import type { FigureProcess } from '../../../../activities/doubt/programs/figure-process.ts';
import { withMetric } from '../../../../activities/doubt/programs/with-metric.ts';
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { checkWith } from '../../../support/contract/sample-contract.ts';

const CHECK = checkWith({ expect: { exitCode: 0, metric: { marker: 'passed', op: '>=', value: 3 } } });
const RUN = {
  kind: 'equal',
  path: 'a.py',
  line: 1,
  testCase: null,
  what: 'x',
  passed: false,
  durationMs: 1,
} as const;

const recordWith = (fields: Partial<TwinRecord>): TwinRecord => ({
  summary: { check: 'tests', standing: 'notShown', tried: 0, survived: 0, reason: 'as it was' },
  seed: 1,
  expectations: 0,
  durationMs: 0,
  runs: [],
  ...fields,
});
const summary = (fields: Partial<TwinRecord>, baselineMetric?: number, process?: FigureProcess) =>
  withMetric(
    { check: CHECK, known: baselineMetric === undefined ? {} : { baselineMetric } },
    recordWith(fields),
    process,
  ).summary;
const standing = (fields: Partial<TwinRecord>, baselineMetric?: number) =>
  summary(fields, baselineMetric).standing;

describe('withMetric: a metric whose bound was missed without the work', () => {
  test('there was nothing to change → it can fail', () => {
    expect(standing({}, 1)).toBe('canFail');
  });

  test('the process that prints it runs the work → not shown, and said', () => {
    expect(summary({}, 1, 'withWork')).toMatchObject({
      standing: 'notShown',
      printedByWork: true,
      reason: 'its figure is printed by the process that runs the work',
    });
  });

  test('the process that prints it may run the work → not shown, and said', () => {
    expect(summary({}, 1, 'unknown')).toMatchObject({ standing: 'notShown', printedByWork: true });
  });

  test('a program that prints it was not seen to come to its end → not shown, and said', () => {
    const silenced = {
      summary: { check: 'tests', standing: 'notShown', tried: 0, survived: 0, printedByWork: true },
    } as const;
    expect(summary(silenced, 1)).toMatchObject({ standing: 'notShown', printedByWork: true });
  });

  test('twins have shown that it can fail → said beside that', () => {
    const shown = { summary: { check: 'tests', standing: 'canFail', tried: 6, survived: 0 } } as const;
    expect(summary(shown, 1, 'withWork')).toEqual({ ...shown.summary, printedByWork: true });
    expect(summary(shown, 1)).toEqual(shown.summary);
  });

  test.each<[string, Partial<TwinRecord>]>([
    ['twins were run, and showed nothing', { expectations: 4, runs: [RUN] }],
    ['there was no time for the expectations that were found', { expectations: 4 }],
  ])('%s → stays as it was', (_, fields) => {
    expect(standing(fields, 1)).toBe('notShown');
  });

  test.each([[3], [undefined]])('the baseline measured %s → not shown', (before) => {
    expect(standing({}, before)).toBe('notShown');
  });
});
