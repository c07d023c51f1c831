/** The table of environment variables in docs/running.md against the code that reads them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import {
  readEmbeddedSettings,
  readServerSettings,
  readWorkerSettings,
} from './support/service/process-settings.ts';

const text = readFileSync(fileURLToPath(new URL('../docs/running.md', import.meta.url)), 'utf8');
const rows = [...text.matchAll(/^\| `([A-Z_]+)`\s*\| (.+?)\s*\| (.+?)\s*\| .+ \|$/gm)].map(
  ([, name = '', fallback = '', readers = '']) => ({ name, fallback, readers: readers.split(', ') }),
);
const namesReadBy = (process: string) =>
  rows.filter(({ readers }) => readers.includes(process)).map(({ name }) => name);

test('docs/running.md: its table → each variable once, for known processes only', () => {
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  expect([...new Set(rows.flatMap(({ readers }) => readers))].sort()).toEqual([
    'embedded',
    'server',
    'worker',
  ]);
});

test('docs/running.md: server, worker, embedded → exactly the variables that each reads', async () => {
  expect(namesReadBy('server').sort()).toEqual([...readServerSettings({}).asked].sort());
  expect(namesReadBy('worker').sort()).toEqual([...readWorkerSettings({}).asked].sort());
  const { asked } = await readEmbeddedSettings({});
  expect(namesReadBy('embedded').sort()).toEqual([...asked].sort());
});

test('docs/running.md: defaults → those of the code', async () => {
  const { http, temporal } = readServerSettings({});
  const { model, sandbox } = readWorkerSettings({ OPENAI_API_KEY: 'key' });
  const of = (name: string) => rows.find((row) => row.name === name)?.fallback;
  expect(of('HOST')).toBe(`\`${http.host}\``);
  expect(of('PORT')).toBe(String(http.port));
  expect(of('LOG_LEVEL')).toBe(`\`${http.logLevel}\``);
  expect(of('TEMPORAL_NAMESPACE')).toBe(`\`${temporal.namespace}\``);
  expect(of('OPENAI_MODEL')).toBe(`\`${model?.model}\``);
  expect(of('MODEL_TIMEOUT_SECONDS')).toBe(String((model?.timeoutMs ?? 0) / 1000));
  expect(of('SANDBOX')).toBe(`\`${sandbox.mode}\``);
});
