/**
 * `npm run demo` as a user starts it: each example in a process of its own, on fresh state, played to its
 * end.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import { freePorts } from '../../embedded/free-ports.ts';
import { omit } from '../../objects/omit.ts';
import { makeDataDirectory, removeDirectory } from '../support/service/service-process.ts';

jest.setTimeout(300_000);

let dataDirectory: string | undefined;

afterEach(async () => {
  if (dataDirectory !== undefined) await removeDirectory(dataDirectory);
  dataDirectory = undefined;
});

async function demo(...args: string[]): Promise<{ code: number | null; output: string }> {
  dataDirectory ??= await makeDataDirectory();
  const [port, uiPort] = await freePorts(2);
  const environment = omit(process.env, 'OPENAI_API_KEY', 'OPENAI_BASE_URL');
  const child = spawn(process.execPath, [resolve('embedded/demo.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment,
      NODE_OPTIONS: '',
      GOALKEEPER_DATA_DIR: dataDirectory,
      PORT: '0',
      TEMPORAL_PORT: String(port),
      TEMPORAL_UI_PORT: String(uiPort),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}

test('demo: no example named → p95, refused once, complete, exit code 0', async () => {
  const { code, output } = await demo();
  expect([code, output]).toEqual([0, expect.stringContaining('The goal is complete')]);
  expect(output).toContain('Goalkeeper demo "p95-latency"');
  expect(output.match(/audit: REFUSED/g)).toHaveLength(1);
  expect(output).toContain('✓ checkout benchmark: `node bench/checkout-benchmark.js` exit 0, measured 95.5');
});

test('demo: heston → wrong form, one refusal, noise, bias, and then all checks proven, exit code 0', async () => {
  const { code, output } = await demo('heston');
  expect([code, output]).toEqual([0, expect.stringContaining('The goal is complete')]);
  expect(output).toContain('Goalkeeper demo "heston-reference"');
  expect(output.match(/audit: REFUSED/g)).toHaveLength(1);
  const told = [
    '✗ other prices (verification) FAILED: exit 1',
    'worst_error: 0.00000',
    'audit: REFUSED',
    '"paths":5000',
    '"paths":60000',
    'cvar50_price: 2.6',
    'audit: proven',
    '✓ Monte Carlo: `node check/monte-carlo.mjs` exit 0, measured',
  ];
  const places = told.map((text) => output.indexOf(text));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  // The ledger has them like this in the end: nothing that was recorded has gone stale.
  expect(
    [...output.matchAll(/^ {2}(confirmed|approximate|blocked|uncertain) {2,}/gm)].map(([, word]) => word),
  ).toEqual(['confirmed', 'confirmed', 'uncertain', 'approximate', 'blocked']);
});

test('demo: an example that is not there → refused with the list, exit code 2', async () => {
  expect(await demo('black-scholes')).toEqual({
    code: 2,
    output: 'There is no example "black-scholes". The examples are: p95-latency, heston-reference.\n',
  });
  expect((await demo('p95', 'heston')).code).toBe(2);
});
