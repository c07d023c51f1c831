import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ModelServer, startModelServer } from '../../scripted-model/model-server.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, shell } from '../support/model/scripts.ts';
import { type Distributed, startDistributed } from '../support/service/distributed.ts';

const EIGHT_HOURS_S = 8 * 3_600;

let goalkeeper: Distributed;
let model: ModelServer;

beforeAll(async () => {
  const wait = {
    toolCalls: [{ name: 'wait', arguments: { seconds: EIGHT_HOURS_S, event: 'built', reason: null } }],
  };
  model = await startModelServer({ respond: inOrder([wait, shell('touch done.txt'), claim]) });
  goalkeeper = await startDistributed(model.baseUrl);
});

afterAll(async () => {
  await goalkeeper?.stop();
  await model?.stop();
});

test('goal that waits for eight hours, worker and Temporal killed meanwhile → still waits until the same time, wakes on its event and completes', async () => {
  const { api } = goalkeeper;
  const threadId = await api.createThread({ goal: FILE_GOAL });
  const waiting = await api.untilGoal(threadId, ({ phase }) => phase === 'waiting');
  expect(waiting.next).toMatchObject({ action: 'wait', reason: expect.stringContaining('built') });

  await goalkeeper.killWorker();
  await goalkeeper.killTemporal();
  await goalkeeper.startTemporal();
  await goalkeeper.startWorker();
  const after = await api.untilGoal(threadId, ({ stale }) => stale === false);
  expect(after).toMatchObject({ status: 'active', phase: 'waiting', next: waiting.next });
  expect(model.served.calls).toBe(1);

  expect((await api.call('POST', `/v1/threads/${threadId}/wake`, { event: 'lunch' })).status).toBe(200);
  expect(await api.goal(threadId)).toMatchObject({ phase: 'waiting' });
  expect((await api.call('POST', `/v1/threads/${threadId}/wake`, { event: 'built' })).status).toBe(200);
  expect(await api.untilGoal(threadId, ({ phase }) => phase === 'idle')).toMatchObject({
    status: 'complete',
    usage: { turns: 2 },
  });
});
