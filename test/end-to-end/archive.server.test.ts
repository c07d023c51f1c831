import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json, Reply } from '../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';
import { signalByCli } from '../support/service/temporal-cli.ts';

let goalkeeper: ScriptedService;

beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

/** Waits until it is done: a busy machine may answer 202 first. */
async function archive(threadId: string): Promise<Reply<Json>> {
  for (;;) {
    const reply = await goalkeeper.call(threadId, 'DELETE', '');
    if (reply.status !== 202) return reply;
  }
}
const reopen = (threadId: string, key?: string) =>
  goalkeeper.post(threadId, 'reopen', {}, key === undefined ? {} : { 'idempotency-key': key });
const asks = { toolCalls: [{ name: 'request_input', arguments: { question: 'Which one?', options: null } }] };

test('archive while a turn runs → the call is abandoned, nothing goes on, the thread is read-only; reopen → it goes on where it was, with its message [C19 C101]', async () => {
  const { model, call, post } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  await model.play(threadId, shell('echo half > half.txt'));
  await post(threadId, 'messages', { content: 'Well?' });
  const archived = await archive(threadId);
  expect(archived).toMatchObject({
    status: 200,
    body: {
      phase: 'idle',
      queuedInputs: 1,
      next: { action: 'idle', reason: expect.stringContaining('archived') },
      goal: { status: 'active', actions: [], usage: { modelCalls: 1, toolCalls: 1, turns: 1 } },
    },
  });
  expect(archived.body.archivedAt).toBeDefined();
  for (const path of ['goal/pause', 'goal/resume', 'goal/clear', 'interrupt', 'wake'])
    expect(await post(threadId, path)).toMatchObject({ status: 409, body: { code: 'archived' } });
  expect(await post(threadId, 'messages', { content: 'Hello?' })).toMatchObject({ status: 409 });
  expect(await call(threadId, 'PUT', 'goal', { ...FILE_GOAL, replace: true })).toMatchObject({ status: 409 });
  expect((await archive(threadId)).body.archivedAt).toBe(archived.body.archivedAt);
  expect(model.calls(threadId)).toBe(2);

  const { goal } = archived.body;
  const reopened = await reopen(threadId, 'again');
  expect(reopened).toMatchObject({
    status: 200,
    body: { goal: { goalId: goal.goalId, revision: 1, status: 'active', contract: goal.contract } },
  });
  expect(reopened.body.archivedAt).toBeUndefined();
  const { transcript } = await model.untilCall(threadId, 3);
  expect(transcript.slice(-2)).toMatchObject([
    { text: 'Well?' },
    { text: expect.stringContaining('<goal_contract>') },
  ]);
  model.follow(threadId, ({ callsSinceMessage }) =>
    callsSinceMessage.length > 0 ? claim : shell('touch done.txt'),
  );
  model.reply(threadId, shell('touch done.txt'));
  const { goal: ended } = await goalkeeper.atRest(threadId);
  expect(ended).toMatchObject({
    goalId: goal.goalId,
    status: 'complete',
    usage: { modelCalls: 3, turns: 2 },
  });
  const changes = (await goalkeeper.allEvents(threadId))
    .filter(({ type }) => type !== 'goalChanged')
    .slice(1);
  expect(changes.map(({ type, turn }) => `${type} ${turn}`)).toEqual([
    'turnStarted 1',
    'turnEnded 1',
    'threadArchived 1',
    'threadReopened 1',
    'turnStarted 2',
    'turnEnded 2',
  ]);
  expect(await reopen(threadId, 'again')).toMatchObject({ status: 200 });
  expect(await reopen(threadId)).toMatchObject({ status: 409, body: { code: 'notArchived' } });
});

test.each([
  ['keep', 'paused', 2],
  ['resume', 'active', 4],
])(
  'paused goal, policy.onReopen %s → %s when its thread is reopened [C100]',
  async (onReopen, status, calls) => {
    const { model } = goalkeeper;
    const threadId = await goalkeeper.begin({ ...FILE_GOAL, policy: { onReopen } }, () => say('On it.'));
    await goalkeeper.atRest(threadId);
    await goalkeeper.post(threadId, 'goal/pause', { reason: 'lunch' });
    expect(await archive(threadId)).toMatchObject({ body: { goal: { status: 'paused' } } });
    expect((await reopen(threadId)).body.goal).toMatchObject({ status });
    expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({ status });
    expect(model.calls(threadId)).toBe(calls);
  },
);

test('paused goal whose budget is spent → stays paused when its thread is reopened, whatever the policy', async () => {
  const goal = { ...FILE_GOAL, budget: { toolCalls: 1 } };
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(goal);
  await model.untilCall(threadId, 1);
  await goalkeeper.post(threadId, 'goal/pause');
  model.reply(threadId, shell('echo half > half.txt'));
  await goalkeeper.atRest(threadId);
  await archive(threadId);
  expect((await reopen(threadId)).body.goal).toMatchObject({
    status: 'paused',
    budgetLeft: { toolCalls: 0 },
  });
  expect(await goalkeeper.atRest(threadId)).toMatchObject({ phase: 'idle', turn: 1 });
});

test('thread without a goal → reopened without one, and says so [C102]', async () => {
  const threadId = await goalkeeper.begin();
  expect(await archive(threadId)).toMatchObject({ status: 200, body: { goal: null } });
  expect(await reopen(threadId)).toMatchObject({
    status: 200,
    body: { goal: null, phase: 'idle', next: { action: 'idle', reason: 'no goal is set' } },
  });
  expect((await goalkeeper.call(threadId, 'GET', 'goal')).status).toBe(404);
});

test('open question, archived by a signal → still open when the thread is reopened; its answer goes on', async () => {
  const script = inOrder([asks, shell('touch done.txt'), claim]);
  const threadId = await goalkeeper.begin(FILE_GOAL, script);
  const { request } = await goalkeeper.atRest(threadId);
  await signalByCli(goalkeeper.service.temporalAddress, threadId, 'archive');
  let view: Json;
  do view = await goalkeeper.view(threadId);
  while (view.archivedAt === undefined);
  expect((await reopen(threadId)).body).toMatchObject({ phase: 'needsInput', request });
  expect(await goalkeeper.post(threadId, `inputs/${request.inputId}`, { answer: 'That.' })).toMatchObject({
    status: 200,
  });
  expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({ status: 'complete' });
});
