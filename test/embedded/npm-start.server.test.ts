/** `npm start`, as README says it: whoever ends npm ends the service. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePorts } from '../../embedded/free-ports.ts';
import { makeDataDirectory, removeDirectory } from '../support/service/service-process.ts';

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await makeDataDirectory();
});
afterAll(() => removeDirectory(dataDirectory));

test('npm start: SIGTERM to npm → the service closes, and nobody listens any more', async () => {
  const [port = 0, uiPort = 0] = await freePorts(2);
  const npm = spawn('npm', ['start'], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      GOALKEEPER_DATA_DIR: dataDirectory,
      PORT: '0',
      TEMPORAL_PORT: String(port),
      TEMPORAL_UI_PORT: String(uiPort),
    },
  });
  let url: string | undefined;
  for await (const line of createInterface({ input: npm.stdout })) {
    url = /^REST\s+(\S+)\/v1/.exec(line)?.[1];
    if (url !== undefined) break;
  }
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const exited = once(npm, 'exit');
  npm.kill('SIGTERM');
  await exited;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
});
