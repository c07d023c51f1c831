/** The Temporal SDK's own figures, put into the registry of the service under the SDK's own names. */
import type { BufferedMetricUpdate, MetricsBuffer } from '@temporalio/worker';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';

const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 3_600];
/** The buffer is far larger than what a busy worker says within this time. */
const DRAIN_EVERY_MS = 5_000;

type Instrument = Counter | Gauge | Histogram;

/** Drains the buffer when figures are asked for, and before it fills. Returns how to end that. */
export function gatherSdkMetrics(buffer: MetricsBuffer, metrics: Metrics): () => void {
  const labelsOf = new Map<string, readonly string[]>();
  const drain = (): void => {
    for (const update of buffer.retrieveUpdates()) note(metrics.registry, labelsOf, update);
  };
  const timer = setInterval(drain, DRAIN_EVERY_MS);
  timer.unref();
  metrics.onRead(drain);
  return () => clearInterval(timer);
}

/** Labels of a metric are those that its first update had. */
export function note(
  registry: Registry,
  labelsOf: Map<string, readonly string[]>,
  { metric, value, attributes }: BufferedMetricUpdate,
): void {
  const name = `${metric.name}${metric.unit === 's' ? '_seconds' : ''}`.replace(/[^a-zA-Z0-9_:]/g, '_');
  const known = labelsOf.get(name);
  const labelNames = known ?? Object.keys(attributes).map(labelOf);
  const instrument =
    known === undefined ? make(metric, name, labelNames, registry) : registry.getSingleMetric(name);
  labelsOf.set(name, labelNames);
  const labels = Object.fromEntries(
    Object.entries(attributes)
      .map(([key, word]) => [labelOf(key), String(word)] as const)
      .filter(([key]) => labelNames.includes(key)),
  );
  record(instrument as Instrument, labels, value);
}

const labelOf = (key: string): string => key.replace(/[^a-zA-Z0-9_]/g, '_');

function record(instrument: Instrument, labels: Record<string, string>, value: number): void {
  if (instrument instanceof Counter) instrument.inc(labels, value);
  else if (instrument instanceof Gauge) instrument.set(labels, value);
  else instrument.observe(labels, value);
}

function make(
  { kind, description }: BufferedMetricUpdate['metric'],
  name: string,
  labelNames: readonly string[],
  registry: Registry,
): Instrument {
  const common = { name, help: description || name, labelNames: [...labelNames], registers: [registry] };
  if (kind === 'counter') return new Counter(common);
  return kind === 'histogram' ? new Histogram({ ...common, buckets: SECONDS }) : new Gauge(common);
}
