/** The example rules and queries, and the service's own figures, as Prometheus' own tool takes them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { createMetrics } from '../../telemetry/metrics/metrics.ts';
import { findPromtool } from '../support/observability/find-promtool.ts';

const EXAMPLES = new URL('../../docker/observability/', import.meta.url);
const promtool = (await findPromtool()) ?? '';
// Where it cannot be had, the queries are still read by the unit tests.
const withPromtool = promtool === '' ? test.skip : test;

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-promtool-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function check(what: 'rules' | 'metrics', file: string | undefined, input = '') {
  const args = ['check', what, ...(file === undefined ? [] : [file])];
  const { status, stdout, stderr } = spawnSync(promtool, args, { input, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

function rulesFile(name: string, queries: readonly string[]): string {
  const rules = queries.map((expr, index) => ({ record: `example:query${index}`, expr }));
  const path = join(directory, name);
  writeFileSync(path, stringify({ groups: [{ name: 'examples', rules }] }));
  return path;
}

withPromtool('the example alerts → rules that Prometheus loads', () => {
  const { status, said } = check('rules', fileURLToPath(new URL('alerts.yml', EXAMPLES)));
  expect([status, said]).toEqual([0, expect.stringContaining('SUCCESS')]);
});

withPromtool('the queries of the example dashboard → such that Prometheus runs', () => {
  const { panels } = JSON.parse(readFileSync(new URL('dashboard.json', EXAMPLES), 'utf8')) as {
    panels: { targets: { expr: string }[] }[];
  };
  const queries = panels.flatMap(({ targets }) =>
    targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m')),
  );
  expect(queries.length).toBeGreaterThan(0);
  const { status, said } = check('rules', rulesFile('dashboard.yml', queries));
  expect([status, said]).toEqual([0, expect.stringContaining(`${queries.length} rules found`)]);
});

withPromtool('a slip in a query → refused', () => {
  const { status } = check('rules', rulesFile('slip.yml', ['sum(rate(goalkeeper_turns_total[5m])']));
  expect(status).not.toBe(0);
});

withPromtool('figures of the service → named and described as Prometheus asks', async () => {
  const { said } = check('metrics', undefined, await createMetrics().registry.metrics());
  // Names of Node's own figures are those of the library that reads them.
  expect(said.split('\n').filter((line) => line !== '' && !line.startsWith('nodejs_'))).toEqual([]);
});
