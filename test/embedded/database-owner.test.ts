import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { waitForOwner } from '../../embedded/database-owner.ts';

let directory: string;
let pidFile: string;
let owner: ChildProcess;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-owner-'));
  pidFile = join(directory, 'pid');
  owner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '/data/temporal.db'], {
    stdio: 'ignore',
  });
  await once(owner, 'spawn');
  writeFileSync(pidFile, `${owner.pid}\n`);
});
afterEach(() => {
  owner.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

test('waitForOwner: the last server still runs on the file → its process id', async () => {
  expect(await waitForOwner(pidFile, '/data/temporal.db', 100)).toBe(owner.pid);
});

test('waitForOwner: the last server ends meanwhile → free', async () => {
  const waiting = waitForOwner(pidFile, '/data/temporal.db', 60_000);
  owner.kill('SIGKILL');
  expect(await waiting).toBeUndefined();
});

test('waitForOwner: the process id belongs to something else by now → free', async () => {
  expect(await waitForOwner(pidFile, '/other/temporal.db', 60_000)).toBeUndefined();
});

test.each([
  ['no pid file', undefined],
  ['an empty one', ''],
  ['nonsense', 'x'],
])('waitForOwner: %s → free', async (_, content) => {
  if (content === undefined) rmSync(pidFile);
  else writeFileSync(pidFile, content);
  expect(await waitForOwner(pidFile, '/data/temporal.db', 60_000)).toBeUndefined();
});
