import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../../support/model/scripts.ts';
import type { Json } from '../../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../../support/service/scripted-service.ts';
import { type Service, startService } from '../../support/service/service-process.ts';
import { temporalCli } from '../../support/service/temporal-cli.ts';

let goalkeeper: ScriptedService;
let workspaces: string;
const again: Service[] = [];

beforeAll(async () => {
  workspaces = await mkdtemp(join(tmpdir(), 'goalkeeper-purge-'));
  await chmod(workspaces, 0o755);
  goalkeeper = await startScriptedService({ GOALKEEPER_WORKSPACES_DIR: workspaces });
});
afterAll(async () => {
  for (const service of again) await service.stop();
  await goalkeeper?.stop();
  await rm(workspaces, { recursive: true, force: true });
});

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await sleep(200);
};
const hasHistory = (address: string, workflowId: string): Promise<boolean> =>
  temporalCli(address, 'workflow', 'describe', '-w', workflowId).then(
    () => true,
    () => false,
  );
const purge = (threadId: string, query = '') =>
  goalkeeper.api.call('DELETE', `/v1/threads/${threadId}?purge=true${query}`);
const provenThread = async (): Promise<string> => {
  const threadId = await goalkeeper.begin(
    FILE_GOAL,
    inOrder([shell('echo done > done.txt'), claim], say('Done.')),
  );
  await goalkeeper.atRest(threadId);
  return threadId;
};
const namesOf = async (threadId: string): Promise<string[]> =>
  (await readdir(workspaces, { recursive: true })).filter((name) => name.includes(threadId));

test('purge while a turn runs → refused; with clear → what runs ends, and nothing of the thread is left anywhere', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  expect(await purge(threadId)).toMatchObject({ status: 409, body: { code: 'workRunning' } });
  expect((await purge(threadId, '&clear=true')).status).toBe(204);
  expect((await goalkeeper.call(threadId, 'GET', '')).status).toBe(404);
  await until(async () => !(await hasHistory(goalkeeper.service.temporalAddress, threadId)));
  await until(async () => (await namesOf(threadId)).length === 0);
});

test('purge of a thread that another was forked from, and the service killed in the middle → finished after the restart, and the fork is whole', async () => {
  const { api, service } = goalkeeper;
  const threadId = await provenThread();
  const states = (await goalkeeper.call(threadId, 'GET', 'states')).body.states as Json[];
  const fork = await api.call('POST', '/v1/threads', {
    workspace: { fork: { threadId, state: states[0]?.stateId } },
  });
  expect(fork.status).toBe(201);
  expect((await namesOf(threadId)).length).toBeGreaterThan(0);
  expect((await purge(threadId)).status).toBe(204);
  await service.kill();

  const restarted = await startService({
    modelUrl: goalkeeper.model.server.baseUrl,
    dataDirectory: service.dataDirectory,
    env: {
      GOALKEEPER_WORKSPACES_DIR: workspaces,
      RETENTION_PURGE_AFTER_DAYS: '0.00001',
      RETENTION_ARCHIVE_AFTER_DAYS: '0.00001',
    },
  });
  again.push(restarted);
  const { temporalAddress: address } = restarted;
  expect((await restarted.api.call('GET', `/v1/threads/${threadId}`)).status).toBe(404);
  // Also a purge whose workflow nobody has begun is found by the schedule.
  await temporalCli(address, 'schedule', 'trigger', '--schedule-id', 'goalkeeper-retention');
  await until(async () => !(await hasHistory(address, threadId)));
  await until(async () => (await namesOf(threadId)).length === 0);
  expect(existsSync(join(workspaces, '.states'))).toBe(true);

  const forkId = fork.body.threadId as string;
  const read = async () => (await restarted.api.call('GET', `/v1/threads/${forkId}`)).body;
  await until(async () => (await read()).archivedAt !== undefined);
  const put = await restarted.api.call('PUT', `/v1/threads/${forkId}/goal`, FILE_GOAL);
  expect([put.status, (await read()).archivedAt]).toEqual([201, undefined]);
});
