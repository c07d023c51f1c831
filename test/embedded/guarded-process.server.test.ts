import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startGuardedProcess } from '../../embedded/guarded-process.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-guard-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const options = (script: string, graceSeconds = 5) => ({
  command: '/bin/sh',
  args: ['-c', script],
  env: process.env,
  logFile: join(directory, 'log'),
  pidFile: join(directory, 'pid'),
  graceSeconds,
});
const log = (): string =>
  existsSync(join(directory, 'log')) ? readFileSync(join(directory, 'log'), 'utf8') : '';
const logged = async (text: string): Promise<void> => {
  while (!log().includes(text)) await delay(5);
};
/** Written by the parent, which may be slower than its child's first words. */
async function childPid(): Promise<number> {
  for (;;) {
    const pid = existsSync(join(directory, 'pid')) ? Number(readFileSync(join(directory, 'pid'), 'utf8')) : 0;
    if (pid > 0) return pid;
    await delay(5);
  }
}
const gone = async (pid: number): Promise<void> => {
  while (isRunning(pid)) await delay(5);
};
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const orderly = 'trap "echo orderly end; exit 0" TERM; echo ready; while :; do sleep 0.05; done';
const stubborn = 'trap "" TERM; echo ready; while :; do sleep 0.05; done';

describe('startGuardedProcess', () => {
  test('guarded process: stop → SIGTERM, an orderly end, marked as wanted', async () => {
    const child = await startGuardedProcess(options(orderly));
    await logged('ready');
    expect(Number(readFileSync(join(directory, 'pid'), 'utf8'))).toBe(child.pid);
    await child.stop();
    expect(await child.exited).toEqual({ code: 0, wanted: true });
    expect(log()).toContain('orderly end');
    expect(isRunning(child.pid)).toBe(false);
  });

  test('guarded process: ignores SIGTERM → killed after the grace period', async () => {
    const child = await startGuardedProcess(options(stubborn, 1));
    await logged('ready');
    await child.stop();
    expect(await child.exited).toEqual({ code: 137, wanted: true });
  });

  test('guarded process: ends by itself → its code, not wanted; stopping it then does nothing', async () => {
    const child = await startGuardedProcess(options('echo output; echo problem >&2; exit 3'));
    expect(await child.exited).toEqual({ code: 3, wanted: false });
    expect(log()).toBe('output\nproblem\n');
    await child.stop();
  });

  test('guarded process: the parent is killed by SIGKILL → the child ends by itself', async () => {
    const module = new URL('../../embedded/guarded-process.ts', import.meta.url).href;
    const parent = execFile(process.execPath, [
      ...['--input-type=module', '-e'],
      `const { startGuardedProcess } = await import(${JSON.stringify(module)});
       await startGuardedProcess(${JSON.stringify(options(orderly))});`,
    ]);
    await logged('ready');
    const child = await childPid();
    expect(isRunning(child)).toBe(true);
    parent.kill('SIGKILL');
    await gone(child);
    expect(log()).toContain('orderly end');
  });

  test('guarded process: Ctrl-C, a signal to the whole group of the parent → the child does not get it', async () => {
    const module = new URL('../../embedded/guarded-process.ts', import.meta.url).href;
    const script = orderly.replace('trap', 'trap "echo interrupted" INT; trap');
    const parent = spawn(
      process.execPath,
      [
        ...['--input-type=module', '-e'],
        `const { startGuardedProcess } = await import(${JSON.stringify(module)});
         const child = await startGuardedProcess(${JSON.stringify(options(script))});
         process.once('SIGINT', () => child.stop());
         console.log('listening');`,
      ],
      { detached: true },
    );
    const ended = once(parent, 'exit');
    await once(parent.stdout, 'data');
    await logged('ready');
    process.kill(-(parent.pid ?? Number.NaN), 'SIGINT');
    await ended;
    expect(log()).toContain('orderly end');
    expect(log()).not.toContain('interrupted');
  });
});
