import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

let goalkeeper: ScriptedService;

beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

type Delivery = 'queue' | 'steer' | 'interrupt';
const ARRIVED = expect.objectContaining({ status: 201 });

const send = (threadId: string, content: string, delivery: Delivery, more: object = {}) =>
  goalkeeper.post(threadId, 'messages', { content, delivery, ...more });
/** The messages of the user that the model reads in this request, in order. */
const heard = ({ transcript }: ParsedRequest): string[] =>
  transcript.flatMap((entry) =>
    entry.kind === 'message' && entry.role === 'user' && !entry.text.includes('<goal_contract>')
      ? [entry.text]
      : [],
  );
/** Content and status of the thread's messages, as REST lists them. */
const statuses = async (threadId: string): Promise<string[]> => {
  const { body } = await goalkeeper.call(threadId, 'GET', 'messages');
  return body.messages.map(({ content, status }: Json) => `${content}: ${status}`);
};
const turns = async (threadId: string): Promise<string[]> =>
  (await goalkeeper.events(threadId))
    .filter(({ type }) => type === 'turnStarted')
    .map(({ kind, goal }) => `${kind}${goal === undefined ? '' : ' for the goal'}`);

test('queue → after the running turn, in a turn of its own, in the order of arrival; REST tells queued from delivered [C91]', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  expect(await send(threadId, 'one', 'queue')).toMatchObject({ body: { status: 'queued' } });
  await send(threadId, 'two', 'queue');
  expect(heard(await model.play(threadId, shell('echo half > half.txt')))).toEqual([]);
  expect(await statuses(threadId)).toEqual(['one: queued', 'two: queued']);
  expect(await goalkeeper.view(threadId)).toMatchObject({ phase: 'running', turn: 1, queuedInputs: 2 });
  expect(heard(await model.play(threadId, say('Half of it.')))).toEqual(['one', 'two']);
  expect(await statuses(threadId)).toEqual(['one: delivered', 'two: delivered']);
  await model.play(threadId, say('Understood.'));
  expect(await turns(threadId)).toEqual(
    ['continuation', 'user', 'continuation'].map((kind) => `${kind} for the goal`),
  );
});

test('messages that come along with a new thread and its goal → read in the first turn, in their order', async () => {
  const { model } = goalkeeper;
  const messages = ['Read the notes.', 'Then begin.'].map((content) => ({ content }));
  const threadId = await goalkeeper.api.createThread({ messages, goal: FILE_GOAL });
  expect(heard(await model.untilCall(threadId, 1))).toEqual(['Read the notes.', 'Then begin.']);
  model.follow(threadId, inOrder([say('I have read them.'), shell('touch done.txt'), claim]));
  model.reply(threadId, say('I have read them.'));
  expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({ status: 'complete' });
  expect(await turns(threadId)).toEqual(['user for the goal', 'continuation for the goal']);
});

test('steer → the running turn reads it at its next model call, the queued message before it does not come along', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  for (const [content, delivery] of [
    ['later', 'queue'],
    ['left', 'steer'],
    ['right', 'steer'],
  ] as const)
    expect(await send(threadId, content, delivery)).toEqual(ARRIVED);
  expect(heard(await model.play(threadId, shell('echo half > half.txt')))).toEqual(['left', 'right']);
  expect(await statuses(threadId)).toEqual(['later: queued', 'left: delivered', 'right: delivered']);
  expect(await goalkeeper.view(threadId)).toMatchObject({ turn: 1 });
  // No further call comes in this turn, so this one needs a turn after all.
  await send(threadId, 'stop', 'steer');
  expect(heard(await model.play(threadId, say('Half of it.')))).toEqual(['left', 'right', 'later', 'stop']);
  expect(await turns(threadId)).toEqual(['continuation for the goal', 'user for the goal']);
});

test('interrupt during a model call → the call is abandoned, its turn ends, the goal stays active and pays for the answer only', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  await send(threadId, 'first', 'queue');
  expect(await send(threadId, 'Wait!', 'interrupt')).toEqual(ARRIVED);
  expect(heard(await model.untilCall(threadId, 2))).toEqual(['first', 'Wait!']);
  const { goal } = await goalkeeper.view(threadId);
  expect(goal).toMatchObject({ status: 'active', revision: 1, usage: { modelCalls: 0, turns: 2 } });
  const ended = (await goalkeeper.events(threadId)).filter(({ type }) => type === 'turnEnded');
  expect(ended).toMatchObject([{ turn: 1, failure: 'stopped by the user', tokens: 0 }]);
  model.follow(threadId, inOrder([say('What?'), shell('touch done.txt'), claim]));
  model.reply(threadId, say('What?'));
  const { status, usage } = await goalkeeper.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect([status, usage.modelCalls]).toEqual(['complete', 3]);
  expect(await turns(threadId)).toEqual(
    ['continuation', 'user', 'continuation'].map((kind) => `${kind} for the goal`),
  );
  // The caller has hung up before there was an answer.
  expect(model.requests(threadId)[0]?.usage).toBeUndefined();
});

test('interrupt during a command → the command is killed, the model reads that and the message', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  model.reply(threadId, shell('sleep 600'));
  await goalkeeper.api.untilGoal(threadId, ({ usage }) => usage.toolCalls === 1);
  await send(threadId, 'Not that!', 'interrupt');
  const { transcript } = await model.untilCall(threadId, 2);
  const [command, message] = transcript.slice(-3);
  expect(command).toMatchObject({ kind: 'call', output: expect.stringContaining('Stopped by the user') });
  expect(message).toMatchObject({ role: 'user', text: 'Not that!' });
});

test('message to a paused goal → an ordinary turn, which the goal does not pay; with resumeGoal the goal goes on with it', async () => {
  const { model, api, begin, post } = goalkeeper;
  const threadId = await begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  await post(threadId, 'goal/pause', {});
  model.reply(threadId, say('So be it.'));
  const { goal: paused } = await goalkeeper.atRest(threadId);
  await send(threadId, 'How are you?', 'queue');
  expect(JSON.stringify((await model.untilCall(threadId, 2)).input)).not.toContain('<goal_contract>');
  model.reply(threadId, say('Fine.'));
  expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({ status: 'paused', usage: paused.usage });
  await send(threadId, 'Go on.', 'queue', { resumeGoal: true });
  expect(JSON.stringify((await model.untilCall(threadId, 3)).input)).toContain('<goal_contract>');
  expect(await api.goal(threadId)).toMatchObject({ status: 'active', usage: { turns: 2, modelCalls: 1 } });
  await model.play(threadId, say('I do.'));
  expect(await turns(threadId)).toEqual([
    'continuation for the goal',
    'user',
    'user for the goal',
    'continuation for the goal',
  ]);
});

test('same message twice under one Idempotency-Key → read once', async () => {
  const threadId = await goalkeeper.begin();
  const key = { 'idempotency-key': 'hello' };
  const send = () => goalkeeper.post(threadId, 'messages', { content: 'Hello?' }, key);
  // The later of two at once may be told that the first is under way.
  await Promise.all([send(), send()]);
  expect((await send()).body.inputId).toBe('msg_hello');
  expect(heard(await goalkeeper.model.untilCall(threadId, 1))).toEqual(['Hello?']);
  expect(await goalkeeper.view(threadId)).toMatchObject({ turn: 1, queuedInputs: 0 });
});

test('a queued message, edited and taken back while a turn runs → the next turn reads what is left, in its new words', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  const [kept, dropped] = await Promise.all(
    ['first', 'second'].map(
      async (content) => (await send(threadId, content, 'queue')).body.inputId as string,
    ),
  );
  const edited = await goalkeeper.call(threadId, 'PATCH', `messages/${kept}`, { content: 'in other words' });
  expect(edited).toMatchObject({ status: 200, body: { status: 'queued', content: 'in other words' } });
  const withdrawn = await goalkeeper.call(threadId, 'DELETE', `messages/${dropped}`);
  expect(withdrawn).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
  model.reply(threadId, say('On it.'));
  expect(heard(await model.untilCall(threadId, 2))).toEqual(['in other words']);
  const late = await goalkeeper.call(threadId, 'DELETE', `messages/${kept}`);
  expect(late).toMatchObject({ status: 409, body: { code: 'messageTaken' } });
  await goalkeeper.post(threadId, 'interrupt', { reason: 'wrong branch' });
  await goalkeeper.atRest(threadId);
  await goalkeeper.post(threadId, 'interrupt', { reason: 'and wrong file' });
  await goalkeeper.post(threadId, 'goal/resume');
  expect(heard(await model.untilCall(threadId, 3)).slice(1)).toEqual([
    'Note of the service: the user interrupted the goal, and gave this reason: wrong branch',
    'Note of the service: the user interrupted the work, and gave this reason: and wrong file',
  ]);
  expect(await statuses(threadId)).toEqual(
    expect.arrayContaining(['in other words: delivered', 'second: withdrawn']),
  );
  await goalkeeper.post(threadId, 'interrupt');
});
