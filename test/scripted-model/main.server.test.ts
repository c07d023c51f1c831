import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import OpenAI from 'openai';

test('main: --script → prints its base URL, answers, tells what it recorded, ends on SIGTERM', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  const script = join(folder, 'script.mjs');
  await writeFile(script, "export const respond = (request, index) => ({ message: 'answer ' + index });");
  const child = spawn(process.execPath, ['scripted-model/main.ts', '--script', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { baseUrl } = JSON.parse(line);
    const client = new OpenAI({ baseURL: baseUrl, apiKey: 'x' });
    const response = await client.responses.create({ model: 'm', input: 'Hi' });
    expect(response.output_text).toBe('answer 0');
    const recorded = await (await fetch(new URL('/recorded', baseUrl))).json();
    expect(recorded).toMatchObject({
      served: { calls: 1 },
      requests: [{ outcome: 'answered', body: { input: 'Hi' }, reply: { message: 'answer 0' } }],
    });
  } finally {
    child.kill('SIGTERM');
    await rm(folder, { recursive: true });
  }
  expect(await exit).toEqual([0, null]);
});

test('main: no script → usage and exit code 2', async () => {
  const child = spawn(process.execPath, ['scripted-model/main.ts'], { stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([2, null]);
});
