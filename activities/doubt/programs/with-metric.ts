/** What the twins of a check come to that wants a figure. Pure. */
import type { TwinRecord } from '../../../journal/bodies/twin-record.ts';
import type { ExaminedCheck } from '../../checks/examine.ts';
import { gapTo } from '../../checks/metric.ts';
import { metricTwin } from '../../twins/trials/twin-decision.ts';

/**
 * Where no expectation could be changed, a metric's twin is its baseline: the bound missed without the work.
 * What twins of expectations have shown, or were kept from showing, it does not replace; and nothing is shown
 * by it where the work has a say in what is printed.
 */
export function withMetric(
  { check, known }: Pick<ExaminedCheck, 'check' | 'known'>,
  record: TwinRecord,
  isPrintedByWork = false,
): TwinRecord {
  const { metric } = check.expect;
  const hadNothing = record.expectations === 0 && record.runs.length === 0;
  if (record.summary.standing !== 'notShown' || metric === undefined || !hadNothing) return record;
  const before = known.baselineMetric;
  const twin = metricTwin(before === undefined ? undefined : { metric: before, gap: gapTo(before, metric) });
  if (twin === 'unknown') return record;
  const summary =
    twin === 'missed' && isPrintedByWork
      ? ({
          standing: 'notShown',
          reason: 'its figure is printed by the process that runs the work',
          printedByWork: true,
        } as const)
      : twin === 'missed'
        ? ({
            standing: 'canFail',
            tried: 1,
            survived: 0,
            reason: 'it missed its bound without the work',
          } as const)
        : ({
            standing: 'notShown',
            tried: 1,
            survived: 1,
            reason: 'its bound was met without the work',
          } as const);
  return { ...record, summary: { ...record.summary, ...summary } };
}
