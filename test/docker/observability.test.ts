/** The example dashboard and alert rules: queries that Prometheus takes, for figures that there are. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { createMetrics } from '../../telemetry/metrics/metrics.ts';
import { parseQuery } from '../support/observability/promql.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../docker/observability/${name}`, import.meta.url), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}
interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const rules = (parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  ({ rules: own }) => own,
);
const { panels } = JSON.parse(read('dashboard.json')) as { panels: Panel[] };
const queries = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) =>
    targets.map(({ expr, legendFormat }) => {
      const labels = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
      return [`${title}: ${legendFormat}`, expr.replaceAll('$__rate_interval', '5m'), labels] as const;
    }),
  ),
];

/** What Prometheus adds to every series. */
const OF_THE_SCRAPE = ['job', 'instance', 'le'];
const SUFFIX = /_(bucket|count|sum)$/;
const { registry } = createMetrics();
const known = new Map(
  registry
    .getMetricsAsArray()
    .map((metric) => [
      metric.name,
      [...((metric as unknown as { labelNames: string[] }).labelNames ?? []), ...OF_THE_SCRAPE],
    ]),
);

describe.each(queries)('%s', (_, query, shown = []) => {
  const { mistakes, series, groupedBy } = parseQuery(query);

  test('the query → one that Prometheus takes', () => {
    expect(mistakes).toEqual([]);
    expect(series.length).toBeGreaterThan(0);
  });

  test('its figures and their labels → there are such', () => {
    for (const { metric, labels } of series) {
      // Those of the SDK are known when a worker runs: the service's own suite looks for them.
      if (metric === 'up' || metric.startsWith('temporal_')) continue;
      const own = known.get(metric) ?? known.get(metric.replace(SUFFIX, ''));
      expect([metric, own !== undefined]).toEqual([metric, true]);
      expect([...labels, ...groupedBy, ...shown].filter((label) => !own?.includes(label ?? ''))).toEqual([]);
    }
  });
});

test('a slip in a query → found', () => {
  expect(parseQuery('sum(rate(goalkeeper_turns_total[5m])').mistakes).not.toEqual([]);
  expect(parseQuery('sum by (a) (x{b="1"})')).toEqual({
    mistakes: [],
    series: [{ metric: 'x', labels: ['b'] }],
    groupedBy: ['a'],
  });
});

test('alerts → each named once, with how grave it is and one line for people; panels do not overlap', () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { labels, annotations } of rules) {
    expect(['page', 'ticket']).toContain(labels.severity);
    expect(annotations.summary).toMatch(/\S/);
  }
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
});
