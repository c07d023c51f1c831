import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;

beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

const QUESTION = { question: 'Which one?', options: ['left', 'right'] };
const asks = { toolCalls: [{ name: 'request_input', arguments: QUESTION }] };
const DONE = [shell('touch done.txt'), claim];
const message = (threadId: string, content: string, delivery = 'queue') =>
  goalkeeper.post(threadId, 'messages', { content, delivery });
const answer = (threadId: string, { inputId }: { inputId: string }, text: string, key?: string) =>
  goalkeeper.post(
    threadId,
    `inputs/${inputId}`,
    { answer: text },
    key === undefined ? {} : { 'idempotency-key': key },
  );
/** A goal whose model has asked its question. */
async function asked(): Promise<{ threadId: string; request: Json }> {
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await goalkeeper.model.untilCall(threadId, 1);
  goalkeeper.model.reply(threadId, asks);
  const { phase, request } = await goalkeeper.atRest(threadId);
  expect(phase).toBe('needsInput');
  return { threadId, request };
}

test('model asks → needsInput with the question; nothing starts before the answer, which is read after the message that came meanwhile [C94]', async () => {
  const { model } = goalkeeper;
  const { threadId, request } = await asked();
  expect(request).toMatchObject(QUESTION);
  await message(threadId, 'Hurry up!');
  await goalkeeper.call(threadId, 'PATCH', 'goal', { objective: 'Make it anyway' });
  await goalkeeper.post(threadId, 'wake', { event: 'rain' });
  const waiting = await goalkeeper.atRest(threadId);
  expect(waiting).toMatchObject({
    phase: 'needsInput',
    queuedInputs: 1,
    turn: 1,
    goal: { status: 'active' },
    next: { action: 'needsInput', reason: expect.stringContaining(`inputs/${request.inputId}`) },
  });
  expect(model.calls(threadId)).toBe(1);
  expect(await answer(threadId, request, 'left', 'a1')).toMatchObject({
    status: 200,
    body: { answers: request.inputId },
  });
  const { transcript } = await model.untilCall(threadId, 2);
  expect(transcript.slice(-3, -1)).toMatchObject([
    { role: 'user', text: 'Hurry up!' },
    { role: 'user', text: 'Answer to your question:\nleft' },
  ]);
  expect(await answer(threadId, request, 'left', 'a1')).toMatchObject({ status: 200 });
  expect(await answer(threadId, request, 'right')).toMatchObject({
    status: 409,
    body: { code: 'noOpenRequest' },
  });
  model.follow(threadId, inOrder([asks, say('Left, then.'), ...DONE]));
  model.reply(threadId, say('Left, then.'));
  const { goal, turn } = await goalkeeper.atRest(threadId);
  expect([goal.status, turn]).toEqual(['complete', 3]);
});

const WITHDRAWALS: [what: string, act: (threadId: string) => Promise<unknown>, status: string | undefined][] =
  [
    ['a message that interrupts', (threadId) => message(threadId, 'Never mind.', 'interrupt'), 'active'],
    ['an interrupt', (threadId) => goalkeeper.post(threadId, 'interrupt'), 'paused'],
    ['clear', (threadId) => goalkeeper.post(threadId, 'goal/clear'), undefined],
    [
      'a new goal in its place',
      (threadId) => goalkeeper.call(threadId, 'PUT', 'goal', { ...FILE_GOAL, replace: true }),
      'active',
    ],
  ];

test.each(WITHDRAWALS)(
  '%s while a question is open → withdrawn, its answer is refused',
  async (_, act, status) => {
    const { threadId, request } = await asked();
    await act(threadId);
    const view = await goalkeeper.view(threadId);
    expect([view.request, view.goal?.status]).toEqual([undefined, status]);
    expect(view.phase).not.toBe('needsInput');
    expect(await answer(threadId, request, 'left')).toMatchObject({
      status: 409,
      body: { code: 'noOpenRequest' },
    });
    if (status === 'active') await goalkeeper.model.untilCall(threadId, 2);
    else expect(await goalkeeper.atRest(threadId)).toMatchObject({ phase: 'idle', turn: 1, queuedInputs: 0 });
  },
);

test('pause while a question is open → it stays open; the answer then has its turn, and no other follows', async () => {
  const { model } = goalkeeper;
  const { threadId, request } = await asked();
  await goalkeeper.post(threadId, 'goal/pause');
  expect(await goalkeeper.view(threadId)).toMatchObject({ phase: 'needsInput', goal: { status: 'paused' } });
  await answer(threadId, request, 'left');
  await model.untilCall(threadId, 2);
  model.reply(threadId, say('Left, then.'));
  expect(await goalkeeper.atRest(threadId)).toMatchObject({
    phase: 'idle',
    turn: 2,
    goal: { status: 'paused' },
  });
});
