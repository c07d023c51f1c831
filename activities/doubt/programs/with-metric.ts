/** What the twins of a check come to that wants a figure. Pure. */
import type { TwinRecord } from '../../../journal/bodies/twin-record.ts';
import type { TwinSummary } from '../../../workflows/evidence/twin-summary.ts';
import type { ExaminedCheck } from '../../checks/examine.ts';
import { gapTo } from '../../checks/metric.ts';
import { metricTwin } from '../../twins/trials/twin-decision.ts';
import type { FigureProcess } from './figure-process.ts';

/**
 * Where no expectation could be changed, a metric's twin is its baseline: the bound missed without the work.
 * What twins of expectations have shown, or were kept from showing, it does not replace; and nothing is shown
 * by it where the work may have a say in what is printed. That is said beside what twins have shown as well.
 */
export function withMetric(
  { check, known }: Pick<ExaminedCheck, 'check' | 'known'>,
  record: TwinRecord,
  seen: FigureProcess = 'elsewhere',
): TwinRecord {
  const { metric } = check.expect;
  if (metric === undefined) return record;
  // A program that does not come to its end need not have printed what counted.
  const process = record.summary.printedByWork === true && seen === 'elsewhere' ? 'unknown' : seen;
  if (record.summary.standing === 'canFail') return summedUp(record, process === 'elsewhere' ? {} : PRINTED);
  const hadNothing = record.expectations === 0 && record.runs.length === 0;
  if (record.summary.standing !== 'notShown' || !hadNothing) return record;
  const before = known.baselineMetric;
  const twin = metricTwin(before === undefined ? undefined : { metric: before, gap: gapTo(before, metric) });
  if (twin === 'unknown') return record;
  if (twin === 'met')
    return summedUp(record, {
      standing: 'notShown',
      tried: 1,
      survived: 1,
      reason: 'its bound was met without the work',
    });
  return summedUp(
    record,
    process === 'elsewhere'
      ? { standing: 'canFail', tried: 1, survived: 0, reason: 'it missed its bound without the work' }
      : { standing: 'notShown', reason: REASONS[process], ...PRINTED },
  );
}

const PRINTED = { printedByWork: true } as const;

const REASONS = {
  withWork: 'its figure is printed by the process that runs the work',
  unknown: 'its figure is not shown to be printed by another process than the one that runs the work',
} as const;

const summedUp = (record: TwinRecord, fields: Partial<TwinSummary>): TwinRecord => ({
  ...record,
  summary: { ...record.summary, ...fields },
});
