/** What a query of Prometheus asks for, by Prometheus' own grammar. */
import { parser } from '@prometheus-io/lezer-promql';

export interface AskedSeries {
  readonly metric: string;
  /** The labels that it is narrowed down by. */
  readonly labels: readonly string[];
}

export interface ParsedQuery {
  /** Texts that are not of the language; empty for a query that Prometheus takes. */
  readonly mistakes: readonly string[];
  readonly series: readonly AskedSeries[];
  /** The labels that results are grouped by. */
  readonly groupedBy: readonly string[];
}

export function parseQuery(query: string): ParsedQuery {
  const mistakes: string[] = [];
  const series: { metric: string; labels: string[] }[] = [];
  const groupedBy: string[] = [];
  parser.parse(query).iterate({
    enter({ type, name, from, to, node }) {
      const text = query.slice(from, to);
      if (type.isError) mistakes.push(query.slice(Math.max(0, from - 10), to + 10));
      if (name === 'VectorSelector') series.push({ metric: '', labels: [] });
      const selector = series.at(-1);
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector' && selector) selector.metric = text;
      if (name === 'LabelName' && node.parent?.name === 'GroupingLabels') groupedBy.push(text);
      else if (name === 'LabelName') selector?.labels.push(text);
    },
  });
  return { mistakes, series, groupedBy };
}
