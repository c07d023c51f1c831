/**
 * The journal's database is killed while a model thinks or a command runs: what comes of it is written when
 * it is back.
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
  goalkeeper = await startScriptedDistributed();
});
afterAll(() => goalkeeper?.stop());

const inWorkspace = (threadId: string, file: string) => join(goalkeeper.workspacesDirectory, threadId, file);
const replies = (threadId: string) => goalkeeper.model.requests(threadId).map(({ outcome }) => outcome);

test('while the model thinks → its reply is kept and written later; asked once, paid once', async () => {
  const { model, api } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  await goalkeeper.killPostgres();
  model.reply(threadId, shell('touch done.txt'));
  while (replies(threadId)[0] !== 'answered') await sleep(10);
  await goalkeeper.startPostgres();
  await model.untilCall(threadId, 2);
  model.reply(threadId, claim);
  await api.untilGoal(threadId, ({ status }) => status === 'complete');
  const [one, two] = model.requests(threadId);
  expect((await api.goal(threadId)).usage).toMatchObject({
    modelCalls: 2,
    inputTokens: (one?.usage?.inputTokens ?? 0) + (two?.usage?.inputTokens ?? 0),
  });
});

test('while a command runs → its result is kept and written later; run once, and no "outcome unknown"', async () => {
  const { model, api } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  model.reply(threadId, shell('echo run >> runs.txt; sleep 2; touch done.txt; echo the end'));
  while (!existsSync(inWorkspace(threadId, 'runs.txt'))) await sleep(10);
  await goalkeeper.killPostgres();
  while (!existsSync(inWorkspace(threadId, 'done.txt'))) await sleep(10);
  await goalkeeper.startPostgres();
  await model.untilCall(threadId, 2);
  model.reply(threadId, claim);
  await api.untilGoal(threadId, ({ status }) => status === 'complete');
  expect(readFileSync(inWorkspace(threadId, 'runs.txt'), 'utf8')).toBe('run\n');
  const [result] = (await api.items(threadId)).filter(
    ({ kind, turn }) => kind === 'toolResult' && turn === 1,
  );
  expect(result?.body).toMatchObject({ ok: true, output: expect.stringContaining('the end') });
});
