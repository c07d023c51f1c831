/** `npm start`, as README says it: the key of its first start, and that whoever ends npm ends the service. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePorts } from '../../embedded/free-ports.ts';
import { makeDataDirectory, removeDirectory } from '../support/service/service-process.ts';

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await makeDataDirectory();
});
afterAll(() => removeDirectory(dataDirectory));

test('npm start → makes a key for its owner alone and shows how to send it; SIGTERM to npm closes the service', async () => {
  const [port = 0, uiPort = 0] = await freePorts(2);
  const npm = spawn('npm', ['start'], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: 'http://127.0.0.1:4/v1',
      GOALKEEPER_DATA_DIR: dataDirectory,
      PORT: '0',
      TEMPORAL_PORT: String(port),
      TEMPORAL_UI_PORT: String(uiPort),
    },
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: npm.stdout })) {
    lines.push(line);
    if (line.startsWith('Ready')) break;
  }
  const url = lines.flatMap((line) => /^REST\s+(\S+)\/v1/.exec(line)?.[1] ?? [])[0];
  const keyFile = join(dataDirectory, 'admin-key');
  const key = readFileSync(keyFile, 'utf8').trim();
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect((await fetch(`${url}/v1/threads`)).status).toBe(401);
  const command = lines.find((line) => line.startsWith('Try'))?.replace(/^Try\s+/, '') ?? '';
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command]);
  expect(JSON.parse(stdout)).toEqual({ threads: [], nextCursor: null });
  expect(lines.join('\n')).not.toContain(key);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const exited = once(npm, 'exit');
  npm.kill('SIGTERM');
  await exited;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
});
