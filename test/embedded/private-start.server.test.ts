/**
 * The embedded start under umasks at both ends: what it keeps is its owner's alone, and no child of it knows
 * the key.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, shell } from '../support/model/scripts.ts';
import { until } from '../support/service/host-processes.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

const KEY = 'sk-of-nobody-else-0123456789';

let driven: ScriptedService | undefined;
afterEach(async () => {
  await driven?.stop();
});

/** Environments of all processes that this one has started, and those have started. */
function environmentsBelow(pid: number): string[] {
  const tasks = readdirSync(`/proc/${pid}/task`);
  const children = tasks.flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return children.flatMap((child) => {
    try {
      return [readFileSync(`/proc/${child}/environ`, 'utf8'), ...environmentsBelow(Number(child))];
    } catch {
      return [];
    }
  });
}

/** Paths that others may do something with, workspaces and what is below them left out. */
const openPaths = (directory: string): string[] =>
  execFileSync('find', [
    directory,
    '-mindepth',
    '1',
    '-path',
    `${directory}/workspaces`,
    '-prune',
    '-o',
    '-perm',
    '/077',
    '-print',
  ])
    .toString()
    .split('\n')
    .filter((path) => path !== '' && path !== directory);

test.each(['000', '077'])(
  'umask %s → data closed to others, the key in no child, the goal is reached',
  async (umask) => {
    driven = await startScriptedService({ OPENAI_API_KEY: KEY }, {}, { umask });
    const { service, model, api } = driven;
    const threadId = await driven.begin(FILE_GOAL);
    await model.untilCall(threadId, 1);
    model.reply(
      threadId,
      shell('touch done.txt; echo running > here.txt; while [ ! -e go ]; do sleep 0.1; done'),
    );
    const { dataDirectory } = service;
    const workspace = join(dataDirectory, 'workspaces', threadId);
    await until('the command runs', () => readdirSync(workspace).includes('here.txt'));
    const environments = environmentsBelow(service.pid);
    expect(environments.length).toBeGreaterThan(2);
    expect(environments.filter((environment) => environment.includes(KEY))).toEqual([]);
    execFileSync('touch', [join(workspace, 'go')]);
    await model.untilCall(threadId, 2);
    model.reply(threadId, claim);
    await api.untilGoal(threadId, ({ status }) => status === 'complete');
    expect(openPaths(dataDirectory)).toEqual([]);
    // Where commands run as another user, it may pass, and no more.
    expect((statSync(dataDirectory).mode & 0o777).toString(8)).toBe(process.getuid?.() === 0 ? '711' : '700');
    expect(statSync(workspace).mode & 0o077).toBe(0);
  },
);
