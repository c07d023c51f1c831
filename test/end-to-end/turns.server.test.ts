import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, say, shell } from '../support/model/scripts.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

const ROUNDS = 25;
const SPENT = { usage: { inputTokens: 900, cachedInputTokens: 400, outputTokens: 80 } };

let goalkeeper: ScriptedService;

beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

const message = (threadId: string, content: string, more: object = {}) =>
  goalkeeper.post(threadId, 'messages', { content, ...more });

test('goal set in a user turn → goes on by itself when that has ended, not before; a goal resumed in one pays for the rest of it [C39 C85]', async () => {
  const { model, api, post } = goalkeeper;
  const threadId = await goalkeeper.begin();
  await message(threadId, 'Hello!');
  await model.untilCall(threadId, 1);
  await goalkeeper.call(threadId, 'PUT', 'goal', FILE_GOAL);
  expect(await goalkeeper.view(threadId)).toMatchObject({ phase: 'running', turn: 1 });
  const continued = await model.play(threadId, say('Hello.'));
  expect(String(continued.input.at(-1)?.content)).toContain('<goal_contract>');
  await post(threadId, 'goal/pause');
  model.reply(threadId, say('So be it.'));
  await goalkeeper.atRest(threadId);
  await message(threadId, 'Look around.');
  await model.untilCall(threadId, 3);
  const { tokensUsed } = await api.goal(threadId);
  await post(threadId, 'goal/resume');
  const inGoal = await model.play(threadId, { ...shell('ls'), ...SPENT });
  expect(String(inGoal.input.at(-1)?.content)).toContain('<goal_contract>');
  await model.play(threadId, { ...say('Nothing here.'), ...SPENT });
  expect(await api.goal(threadId)).toMatchObject({ tokensUsed: tokensUsed + 580, usage: { turns: 2 } });
  expect(model.calls(threadId)).toBe(5);
});

test(`messages, pauses and resumes from all sides, ${ROUNDS} times → turns never overlap, and none starts by itself behind a pause [C85 C88 C96 C129]`, async () => {
  let open = 0;
  let most = 0;
  const script = async (): Promise<Reply> => {
    open += 1;
    most = Math.max(most, open);
    await sleep(5);
    open -= 1;
    return say('On it.');
  };
  const policy = { onNoToolCall: 'continue', stallAfterTurns: 1_000, progress: 'changes' };
  const threadId = await goalkeeper.begin({ ...FILE_GOAL, policy }, script);
  for (let round = 0; round < ROUNDS; round += 1) {
    const replies = await Promise.all([
      message(threadId, `message ${round}`, { delivery: round % 2 === 0 ? 'queue' : 'steer' }),
      goalkeeper.post(threadId, 'goal/pause'),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([201, 200]);
    expect((await goalkeeper.post(threadId, 'goal/resume')).status).toBe(200);
  }
  await goalkeeper.post(threadId, 'goal/pause');
  const events = await goalkeeper.allEvents(threadId);
  const turns = events.filter(({ type }) => type === 'turnStarted' || type === 'turnEnded');
  expect(turns.map(({ type }) => type)).toEqual(
    turns.map((_, index) => (index % 2 === 0 ? 'turnStarted' : 'turnEnded')),
  );
  expect(most).toBe(1);
  let isPaused = false;
  for (const { change, type, kind } of events) {
    if (change === 'pause' || change === 'resume') isPaused = change === 'pause';
    if (type === 'turnStarted' && kind === 'continuation') expect(isPaused).toBe(false);
  }
  expect(events.filter(({ change }) => change === 'pause')).toHaveLength(ROUNDS + 1);
});

test('plan mode → nothing starts by itself; a message does, its turn may change nothing, and the goal pays nothing [C56 C89 C90]', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(undefined);
  const mode = (wanted: string) => goalkeeper.call(threadId, 'PATCH', '', { mode: wanted });
  expect(await mode('plan')).toMatchObject({ status: 200, body: { mode: 'plan' } });
  await goalkeeper.call(threadId, 'PUT', 'goal', FILE_GOAL);
  const idle = await goalkeeper.atRest(threadId);
  expect(idle).toMatchObject({ phase: 'idle', goal: { status: 'active', hasBaseline: false } });
  expect(idle.next.reason).toContain('plan mode');
  expect((await message(threadId, '')).status).toBe(400);
  expect(await goalkeeper.view(threadId)).toMatchObject({ phase: 'idle', turn: 0 });
  await message(threadId, 'What would you do?');
  expect(String((await model.untilCall(threadId, 1)).input.at(-1)?.content)).toContain('plan mode');
  const calls = Object.entries({
    shell: { command: 'touch done.txt' },
    write_file: { path: 'done.txt', content: '' },
    update_goal: { status: 'complete' },
    wait: { seconds: 60, event: null, reason: null },
  }).map(([name, args]) => ({ name, arguments: args }));
  const { callsSinceMessage } = await model.play(threadId, { toolCalls: calls });
  const [touched, ...others] = callsSinceMessage.map(({ output }) => output);
  expect(touched).toMatch(/Read-only file system[\s\S]*plan mode: \/workspace is read-only/);
  for (const output of others) expect(output).toMatch(/^Refused: /);
  expect(callsSinceMessage).toHaveLength(calls.length);
  model.reply(threadId, say('I would make it.'));
  const { goal, usage } = await goalkeeper.atRest(threadId);
  expect(goal).toMatchObject({
    status: 'active',
    refusedAudits: 0,
    usage: { modelCalls: 0, toolCalls: 0, turns: 0, activeMs: 0 },
  });
  expect(usage).toMatchObject({ modelCalls: 2, toolCalls: 4 });
  model.follow(threadId, (request) =>
    request.callsSinceMessage.length > 0 ? claim : shell('touch done.txt'),
  );
  await mode('default');
  expect((await goalkeeper.atRest(threadId)).goal).toMatchObject({ status: 'complete', usage: { turns: 1 } });
});
