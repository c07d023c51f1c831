/**
 * A worker that is asked to stop: what runs ends by itself if the grace time allows it, and the process ends
 * with 0.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, shell } from '../support/model/scripts.ts';
import { type ScriptedDistributed, startScriptedDistributed } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedDistributed;
beforeAll(async () => {
  goalkeeper = await startScriptedDistributed({ workerEnv: { WORKER_GRACE_SECONDS: '30' } });
});
afterAll(() => goalkeeper?.stop());

test('SIGTERM at rest → exit code 0', async () => {
  expect(await goalkeeper.drainWorker()).toBe(0);
  await goalkeeper.startWorker();
});

test('SIGTERM twice during a command → the command ends by itself, is not interrupted, and the exit code is 0', async () => {
  const { model, api } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  // Longer than the grace time that was fixed before.
  model.reply(threadId, shell('echo run >> runs.txt; sleep 12; touch done.txt; echo the end'));
  const runs = join(goalkeeper.workspacesDirectory, threadId, 'runs.txt');
  while (!existsSync(runs)) await sleep(10);
  expect(await goalkeeper.drainWorker(2)).toBe(0);
  await goalkeeper.startWorker();
  await model.untilCall(threadId, 2);
  model.reply(threadId, claim);
  await api.untilGoal(threadId, ({ status }) => status === 'complete');
  expect(readFileSync(runs, 'utf8')).toBe('run\n');
  const [result] = (await api.items(threadId)).filter(({ kind }) => kind === 'toolResult');
  expect(result?.body).toMatchObject({ ok: true, output: expect.stringContaining('the end') });
});

test('SIGTERM during a model call → its reply is kept, asked for once', async () => {
  const { model, api } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  const drains = goalkeeper.untilDrains();
  const drained = goalkeeper.drainWorker();
  // Whatever is handed out before that still runs on this worker, for as long as the grace time.
  await drains;
  model.reply(threadId, shell('touch done.txt'));
  expect(await drained).toBe(0);
  await goalkeeper.startWorker();
  await model.untilCall(threadId, 2);
  model.reply(threadId, claim);
  await api.untilGoal(threadId, ({ status }) => status === 'complete');
  expect((await api.goal(threadId)).usage).toMatchObject({ modelCalls: 2 });
});
