import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scaleFor } from '../../../report/html/chart-scale.ts';
import { metricChart } from '../../../report/html/metric-chart.ts';
import type { MetricPoint, MetricTrend } from '../../../report/reported-checks.ts';

const point = (fields: Partial<MetricPoint> = {}): MetricPoint => ({
  seq: 1,
  at: '2026-11-25T22:00:00.000Z',
  turn: null,
  purpose: 'baseline',
  value: 180,
  passed: false,
  ...fields,
});
const trend = (points: readonly MetricPoint[], fields: Partial<MetricTrend> = {}): MetricTrend => ({
  name: 'p95_ms',
  op: '<',
  bound: 120,
  points,
  omittedPoints: 0,
  ...fields,
});
const count = (svg: string, part: string): number => svg.split(part).length - 1;

describe('metricChart', () => {
  test('points → the same in words for who cannot see it', () => {
    const points = [point(), point({ seq: 5, turn: 2, purpose: 'audit', value: 112.4, passed: true })];
    const svg = metricChart('c', 'p95', trend(points, { omittedPoints: 3 }));
    expect(svg).toContain('role="img" aria-labelledby="c-title c-desc"');
    expect(svg).toContain(
      'Finish line: p95_ms &lt; 120. baseline: 180; turn 2: 112.4 (passed). 3 earlier results are left out.',
    );
  });

  test('several runs at one place → one result, that of the first which failed, and a small mark for each', () => {
    const runs = [110, 130, 115].map((value) =>
      point({ seq: 4, turn: 1, purpose: 'audit', value, passed: value < 120 }),
    );
    const svg = metricChart('c', 'p95', trend(runs));
    expect([count(svg, 'class="run"'), count(svg, 'class="failed"'), count(svg, 'class="passed"')]).toEqual([
      3, 1, 0,
    ]);
    expect(svg).toContain('turn 1: 130');
  });

  test.each([
    ['<', 'below'],
    ['<=', 'below'],
    ['>', 'above'],
    ['>=', 'above'],
    ['==', 'around'],
  ] as const)('%s → the side %s the finish line is shaded', (op, side) => {
    const svg = metricChart(
      'c',
      'p95',
      trend([point({ value: 100 }), point({ seq: 2, value: 140 })], { op }),
    );
    const [, y = '', height = ''] =
      /class="side" x="\d+" y="([\d.]+)" width="\d+" height="([\d.]+)"/.exec(svg) ?? [];
    const [, line = ''] = /class="bound" x1="\d+" x2="\d+" y1="([\d.]+)"/.exec(svg) ?? [];
    const [top, bottom, bound] = [Number(y), Number(y) + Number(height), Number(line)];
    const seen = top >= bound ? 'below' : bottom <= bound + 0.1 ? 'above' : 'around';
    expect(seen).toBe(side);
  });

  test('any finite values → no coordinate that is not a number, nothing outside of the picture', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), value, (values, bound) => {
        const svg = metricChart(
          'c',
          'm',
          trend(
            values.map((held, seq) => point({ seq, value: held })),
            { bound },
          ),
        );
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        for (const [, y] of svg.matchAll(/cy="([-\d.]+)"/g)) {
          expect(Number(y)).toBeGreaterThanOrEqual(0);
          expect(Number(y)).toBeLessThanOrEqual(270);
        }
      }),
    );
  });
});

describe('scaleFor', () => {
  test('values that differ by less than any figure tells → an axis of numbers all the same', () => {
    const { min, max, ticks } = scaleFor([5e-324, -5e-324]);
    for (const value of [min, max, ...ticks]) expect(value).toBe(Number(value));
    expect(max).toBeGreaterThan(min);
    expect(ticks.every(Number.isFinite)).toBe(true);
  });

  test('values → round figures beside the axis, all within', () => {
    const scale = scaleFor([96.1, 180.2]);
    expect(scale.ticks).toEqual([100, 125, 150, 175]);
    expect(scale.share(scale.min)).toBe(0);
  });

  test('one value, or zero alone → still an axis', () => {
    for (const values of [[7], [0], [-3, -3]]) {
      const { min, max, ticks } = scaleFor(values);
      expect(max).toBeGreaterThan(min);
      expect(ticks.length).toBeLessThanOrEqual(10);
    }
  });
});
