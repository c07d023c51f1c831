/** Model calls in the background, whose worker is killed, drained, or told to stop. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, shell } from '../support/model/scripts.ts';
import { type ScriptedDistributed, startScriptedDistributed } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedDistributed;
beforeAll(async () => {
  goalkeeper = await startScriptedDistributed({ workerEnv: { MODEL_BACKGROUND: '1' } });
});
afterAll(() => goalkeeper?.stop());

/** A thread whose first reply is still being made, and whose worker has told Temporal of it. */
async function thinking(): Promise<string> {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  await goalkeeper.untilHeartbeat(threadId);
  return threadId;
}

const outcomes = (threadId: string) => goalkeeper.model.requests(threadId).map(({ outcome }) => outcome);

/** The goal reaches its end with two more replies; each of the three was asked for once, and paid once. */
async function goOn(threadId: string, first: Reply): Promise<void> {
  const { model } = goalkeeper;
  await model.play(threadId, first);
  model.reply(threadId, claim);
  await goalkeeper.api.untilGoal(threadId, ({ status }) => status === 'complete');
  const { goal } = await goalkeeper.view(threadId);
  const [one, two] = model.requests(threadId);
  expect(one?.outcome).toBe('answered');
  expect(one?.lookedUp).toBeGreaterThan(0);
  expect(goal.usage).toMatchObject({
    modelCalls: 2,
    inputTokens: (one?.usage?.inputTokens ?? 0) + (two?.usage?.inputTokens ?? 0),
  });
  const replies = (await goalkeeper.api.items(threadId)).filter(
    ({ kind, turn }) => kind === 'modelReply' && turn === 1,
  );
  expect(replies[0]?.body.responseId).toBe(one?.responseId);
}

test('the worker is killed in the middle of a call → the next one picks it up by its id; asked once, paid once', async () => {
  const threadId = await thinking();
  await goalkeeper.killWorker();
  await goalkeeper.startWorker();
  await goOn(threadId, shell('touch done.txt'));
});

test('the worker is drained in the middle of a call → left at the provider, and picked up', async () => {
  const threadId = await thinking();
  await goalkeeper.drainWorker();
  expect(outcomes(threadId)).toEqual(['pending']);
  await goalkeeper.startWorker();
  await goOn(threadId, shell('touch done.txt'));
});

test('interrupted in the middle of a call → called off at the provider, and nothing is paid', async () => {
  const threadId = await thinking();
  expect((await goalkeeper.post(threadId, 'interrupt')).status).toBe(200);
  await goalkeeper.atRest(threadId);
  expect(outcomes(threadId)).toEqual(['cancelled']);
  expect(await goalkeeper.api.goal(threadId)).toMatchObject({ usage: { modelCalls: 0, inputTokens: 0 } });
});
