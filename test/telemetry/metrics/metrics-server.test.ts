import { get } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createMetrics } from '../../../telemetry/metrics/metrics.ts';
import { type MetricsServer, startMetricsServer } from '../../../telemetry/metrics/metrics-server.ts';

const metrics = createMetrics();
let server: MetricsServer;
beforeAll(async () => {
  server = await startMetricsServer(metrics, { host: '127.0.0.1', port: 0 });
});
afterAll(() => server.stop());

test('GET /metrics → the figures, counted anew for whoever asks', async () => {
  let asked = 0;
  metrics.onRead(async () => metrics.goals.set({ status: 'active' }, ++asked));
  await fetch(server.url);
  const reply = await fetch(server.url);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, metrics.contentType]);
  expect(await reply.text()).toContain('goalkeeper_goals{status="active"} 2');
});

test.each([
  ['POST', '/metrics', {}, 404],
  ['GET', '/', {}, 404],
  ['GET', '/metrics', { 'sec-fetch-site': 'same-origin' }, 403],
  ['GET', '/metrics', { 'sec-fetch-site': 'none' }, 200],
  ['GET', '/metrics', { origin: 'http://evil.example' }, 403],
])('%s %s %j → %d', async (method, path, headers, status) => {
  const reply = await fetch(new URL(path, server.url), { method, headers });
  expect(reply.status).toBe(status);
});

test.each([
  ['evil.example', 421],
  ['127.0.0.1.evil.example:80', 421],
  ['localhost:9', 200],
  ['[::1]:9', 200],
])('asked under the name %s → %d', async (host, status) => {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  get(server.url, { headers: { host } }, (reply) => {
    reply.resume();
    resolve(reply.statusCode);
  }).once('error', reject);
  expect(await promise).toBe(status);
});

test('a port that is taken → told with its remedy', async () => {
  const port = Number(new URL(server.url).port);
  await expect(startMetricsServer(metrics, { host: '127.0.0.1', port })).rejects.toThrow('Set METRICS_PORT');
});
