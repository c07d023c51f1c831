import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startModelServer } from '../../../scripted-model/model-server.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import { removeDirectory, type Service, startService } from '../../support/service/service-process.ts';

let service: Service;
let model: Awaited<ReturnType<typeof startModelServer>>;
/** Spoiled replies by thread, each given once, in front of the good ones. */
const spoiled = new Map<string, Reply[]>();
const good = inOrder([shell('touch done.txt'), claim]);
const always: Reply = { fault: 'empty200' };

beforeAll(async () => {
  model = await startModelServer({
    respond: (request) => {
      const replies = spoiled.get(request.promptCacheKey ?? '') ?? [];
      return replies[0] === always ? always : (replies.shift() ?? good(request));
    },
  });
  service = await startService({ modelUrl: model.baseUrl });
});

afterAll(async () => {
  await service.stop();
  await model.stop();
  await removeDirectory(service.dataDirectory);
});

async function runGoal(...replies: Reply[]) {
  const threadId = await service.api.createThread();
  spoiled.set(threadId, replies);
  await service.api.call('PUT', `/v1/threads/${threadId}/goal`, FILE_GOAL);
  return { threadId, goal: await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle') };
}

test.each<[string, Reply, number]>([
  ['HTML with status 200', { fault: 'html200' }, 2],
  ['cut JSON', { fault: 'cutJson' }, 2],
  // The provider has counted it.
  ['an empty output', { fault: 'emptyOutput' }, 3],
  ['a stream that is cut', { fault: 'cutStream' }, 2],
  ['a reset connection', { fault: 'reset' }, 2],
  ['503 with retry-after', { fault: 'status', status: 503, headers: { 'retry-after': '1' } }, 2],
])('%s → retried, and the goal completes [C84]', async (_, reply, modelCalls) => {
  const { goal } = await runGoal(reply);
  expect(goal).toMatchObject({ status: 'complete', usage: { modelCalls, turns: 1 } });
});

test.each<[string, Reply, string]>([
  ['an unknown tool', { toolCalls: [{ name: 'launch_rocket', arguments: {} }] }, 'There is no tool'],
  [
    'arguments that are not JSON',
    { toolCalls: [{ name: 'shell', arguments: '{"command": "ls' }] },
    'not valid JSON',
  ],
  [
    'arguments of the wrong shape',
    { toolCalls: [{ name: 'shell', arguments: { cmd: 'ls' } }] },
    'wrong arguments',
  ],
])('%s → answered to the model, and the goal completes', async (_, reply, text) => {
  // The spoiled reply stands in the transcript, so the good script must not count it.
  const threadId = await service.api.createThread();
  spoiled.set(threadId, [reply, shell('touch done.txt'), claim, say('Closing words.')]);
  await service.api.call('PUT', `/v1/threads/${threadId}/goal`, FILE_GOAL);
  const goal = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect(goal.status).toBe('complete');
  const answers = (await service.api.items(threadId)).filter(({ kind }) => kind === 'toolResult');
  expect(answers[0].body).toMatchObject({ ok: false });
  expect(answers[0].body.output).toContain(text);
});

test('nothing but HTML → turns fail with growing gaps, then the goal is blocked with the reason [C82]', async () => {
  const { goal, threadId } = await runGoal(always);
  expect(goal).toMatchObject({ status: 'blocked', usage: { modelCalls: 0 } });
  expect(goal.statusReason).toContain('3 turns in a row');
  const turns = (await service.api.items(threadId)).filter(({ body }) => body.type === 'turnEnded');
  expect(turns).toHaveLength(3);
});

test('401 → blocked at once with the reason; resume with a good key goes on [C82]', async () => {
  const { goal, threadId } = await runGoal({ fault: 'status', status: 401 });
  expect(goal).toMatchObject({ status: 'blocked' });
  expect(goal.statusReason).toContain('401');
  await service.api.call('POST', `/v1/threads/${threadId}/goal/resume`);
  expect(await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle')).toMatchObject({
    status: 'complete',
  });
});
