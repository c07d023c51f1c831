import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { type ModelServer, startModelServer } from '../../../scripted-model/model-server.ts';
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import { removeDirectory, type Service, startService } from '../../support/service/service-process.ts';

let model: ModelServer;
let service: Service;

afterEach(async () => {
  await service.stop();
  await model.stop();
  await removeDirectory(service.dataDirectory);
});

const startModel = async (respond: (request: ParsedRequest) => Reply | Promise<Reply>): Promise<void> => {
  model = await startModelServer({ respond });
};
const startAgain = async (): Promise<void> => {
  service = await startService({ modelUrl: model.baseUrl, dataDirectory: service.dataDirectory });
};
const isIdle = ({ phase }: { phase: string }) => phase === 'idle';

test('stopped in order and started again → the goal is there with all of its record, and a new one goes on from it', async () => {
  const wrapUp = say('Never asked for: the wrap-up turn has its own words, but takes this place.');
  const replies = [
    shell('echo one > notes.txt'),
    say('First turn done.'),
    wrapUp,
    shell('touch done.txt'),
    claim,
  ];
  await startModel(inOrder(replies));
  service = await startService({ modelUrl: model.baseUrl });
  const threadId = await service.api.createThread({ goal: { ...FILE_GOAL, budget: { turns: 1 } } });
  const limited = await service.api.untilGoal(
    threadId,
    (goal) => isIdle(goal) && goal.status === 'budgetLimited',
  );
  const items = await service.api.items(threadId);
  expect(await service.stop()).toBe(0);

  await startAgain();
  expect(await service.api.goal(threadId)).toMatchObject({
    goalId: limited.goalId,
    status: 'budgetLimited',
    stale: false,
  });
  expect(await service.api.items(threadId)).toEqual(items);
  const { body } = await service.api.call('GET', '/v1/threads');
  expect(body.threads.map((thread: { threadId: string }) => thread.threadId)).toEqual([threadId]);
  await service.api.call('PUT', `/v1/threads/${threadId}/goal`, { ...FILE_GOAL, replace: true });
  expect(await service.api.untilGoal(threadId, isIdle)).toMatchObject({ status: 'complete' });
});

test('killed in the middle of a command and started again at once → goes on by itself, nothing runs twice', async () => {
  const long = shell('echo start >> effects.log; sleep 5; echo end >> effects.log');
  await startModel(inOrder([long, shell('cat effects.log; touch done.txt'), claim]));
  service = await startService({ modelUrl: model.baseUrl });
  const threadId = await service.api.createThread({ goal: FILE_GOAL });
  const effects = join(service.dataDirectory, 'workspaces', threadId, 'effects.log');
  while ((await readFile(effects, 'utf8').catch(() => '')) === '') await sleep(20);
  await service.kill();

  await startAgain();
  expect(await service.api.untilGoal(threadId, isIdle)).toMatchObject({
    status: 'complete',
    usage: { toolCalls: 3 },
  });
  const results = (await service.api.items(threadId)).filter(({ kind }) => kind === 'toolResult');
  expect(results[0].body.output).toContain('outcome unknown');
  expect(results[1].body.output.match(/start/g) ?? []).toHaveLength(1);
});
