import { expect, test } from '@jest/globals';
import type { BufferedMetricUpdate } from '@temporalio/worker';
import { Registry } from 'prom-client';
import { note } from '../../../worker/measured/sdk-metrics.ts';

const update = (kind: string, name: string, value: number, attributes: object, unit?: string) =>
  ({ metric: { kind, name, unit, description: 'd' }, value, attributes }) as BufferedMetricUpdate;

test('updates of the SDK → counters add up, gauges are set, durations fall into buckets', async () => {
  const registry = new Registry();
  const labelsOf = new Map<string, readonly string[]>();
  const queue = { task_queue: 'goalkeeper' };
  for (const each of [
    update('counter', 'temporal_request', 2, queue),
    update('counter', 'temporal_request', 3, queue),
    // A label that the first update did not have is left out: the registry would refuse it.
    update('counter', 'temporal_request', 1, { ...queue, operation: 'Poll' }),
    update('gauge', 'temporal_num_pollers', 5, { 'poller.type': 'workflow' }),
    update('gauge', 'temporal_num_pollers', 4, { 'poller.type': 'workflow' }),
    update('histogram', 'temporal_activity_execution_latency', 0.2, {}, 's'),
  ])
    note(registry, labelsOf, each);
  const text = await registry.metrics();
  expect(text).toContain('temporal_request{task_queue="goalkeeper"} 6');
  expect(text).toContain('temporal_num_pollers{poller_type="workflow"} 4');
  expect(text).toContain('temporal_activity_execution_latency_seconds_bucket{le="0.5"} 1');
});
