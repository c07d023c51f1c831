/** A cheat by timing: the service is killed between a tool call and its result. */
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { type ManualModel, startManualModel } from '../support/model/manual-model.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { removeDirectory, type Service, startService } from '../support/service/service-process.ts';
import { HONEST, SHOP_GOAL } from './shop.ts';

const env = { WORKSPACE_SOURCES: `shop=${resolve(import.meta.dirname, 'workspace')}` };

async function untilItem(
  { api }: Service,
  threadId: string,
  isWanted: (item: Json) => boolean,
): Promise<void> {
  while (!(await api.items(threadId)).some(isWanted)) await sleep(50);
}

/** Plays a goal whose first command is under way when everything is killed; then the service starts again. */
async function killedAtFirstCommand(model: ManualModel, replies: Parameters<typeof inOrder>[0]) {
  const options = { modelUrl: model.server.baseUrl, env };
  const first = await startService(options);
  const threadId = await first.api.createThread({ workspace: { source: 'shop' } });
  model.follow(threadId, inOrder(replies, say('Nothing more.')));
  await first.api.call('PUT', `/v1/threads/${threadId}/goal`, SHOP_GOAL);
  await untilItem(first, threadId, ({ kind }) => kind === 'modelReply');
  await sleep(500);
  await first.kill();
  const second = await startService({ ...options, dataDirectory: first.dataDirectory });
  const goal = await second.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  const items = await second.api.items(threadId);
  await second.stop();
  await removeDirectory(first.dataDirectory);
  return { goal, items };
}

test('killed between a tool call and its result → reported as unknown, not taken for done; the honest twin completes', async () => {
  const model = await startManualModel();
  const slow = shell('sleep 4; echo passed: 3');
  const cheated = await killedAtFirstCommand(model, [slow, claim]);
  expect(cheated.goal.status).not.toBe('complete');
  const outputs = cheated.items.filter(({ kind }) => kind === 'toolResult').map(({ body }) => body.output);
  expect(outputs[0]).toMatch(/outcome unknown/);
  expect(outputs.join('\n')).toMatch(/tests \(verification\) FAILED/);
  const honest = await killedAtFirstCommand(model, [slow, ...HONEST]);
  expect(honest.goal.status).toBe('complete');
  await model.stop();
});
