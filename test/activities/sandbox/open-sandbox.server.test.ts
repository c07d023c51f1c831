import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SandboxSettings } from '../../../activities/sandbox/open-sandbox.ts';
import { openSandbox } from '../../../activities/sandbox/open-sandbox.ts';
import { judgeProbe } from '../../../activities/sandbox/probe.ts';
import type { CommandResult } from '../../../activities/sandbox/sandbox.ts';
import { findBwrap } from '../../../embedded/binaries/system-parts.ts';
import { omit } from '../../../objects/omit.ts';
import { cacheDirectory } from '../../../settings/cache-directory.ts';

let directory: string;
let settings: SandboxSettings;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-open-'));
  chmodSync(directory, 0o755);
  settings = {
    mode: 'bubblewrap',
    bwrapPath: await findBwrap(),
    workspacesDirectory: join(directory, 'workspaces'),
    cacheDirectory: cacheDirectory(),
  };
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A stand-in for bubblewrap, for what a real one does on other machines. */
function fakeBwrap(script: string): string {
  const path = join(directory, `bwrap-${Math.random()}`);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('open sandbox', () => {
  test('a working bubblewrap → proven, and nothing is left of the probe', async () => {
    const opened = await openSandbox(settings);
    expect(opened).toEqual({ ok: true, sandbox: expect.anything() });
    expect(readdirSync(settings.workspacesDirectory)).toEqual([]);
  });

  test('no bubblewrap → refused', async () => {
    const without = omit(settings, 'bwrapPath');
    expect(await openSandbox(without)).toEqual({ ok: false, reason: expect.stringContaining('bwrap') });
  });

  test.each([
    [
      'a program that confines nothing',
      'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
      /missing "Seccomp=2"/,
    ],
    [
      'user namespaces off',
      'echo "bwrap: setting up uid map: Permission denied" >&2; exit 1',
      /user namespaces are off/,
    ],
    [
      'a masked /proc',
      'echo "bwrap: Can\'t mount proc on /newroot/proc: Operation not permitted" >&2; exit 1',
      /systempaths=unconfined/,
    ],
    ['a crash', 'kill -SEGV $$', /signal/],
  ])('%s → refused, with what to do', async (_name, script, reason) => {
    const opened = await openSandbox({ ...settings, bwrapPath: fakeBwrap(script) });
    expect(opened).toEqual({ ok: false, reason: expect.stringMatching(reason) });
    expect(opened).toEqual({ ok: false, reason: expect.stringContaining('SANDBOX=off') });
  });

  test('a bubblewrap that cannot be run → refused', async () => {
    const opened = await openSandbox({ ...settings, bwrapPath: join(directory, 'missing') });
    expect(opened).toEqual({ ok: false, reason: expect.stringMatching(/ENOENT|No such file/) });
  });

  test('off by setting → commands run unconfined, with a warning', async () => {
    const opened = await openSandbox({ ...settings, mode: 'off' });
    if (!opened.ok) throw new Error(opened.reason);
    expect(opened.warning).toMatch(/SANDBOX=off/);
    const workspace = mkdtempSync(join(directory, 'w-'));
    chmodSync(workspace, 0o777);
    const result = await opened.sandbox.run({
      workspace,
      argv: ['/bin/sh', '-c', 'pwd; echo error >&2; env; exit 3'],
      timeoutMs: 20_000,
    });
    expect(result).toMatchObject({ endedBy: 'exit', exitCode: 3 });
    expect(result.output).toContain(`${workspace}\nerror\n`);
    expect(result.output).not.toContain('JEST_WORKER_ID');
  });

  test('off by setting → deadline and output ceiling still hold', async () => {
    const opened = await openSandbox({ ...settings, mode: 'off' });
    if (!opened.ok) throw new Error(opened.reason);
    const workspace = directory;
    const late = await opened.sandbox.run({
      workspace,
      argv: ['/bin/sh', '-c', 'sleep 60 | sleep 60'],
      timeoutMs: 300,
    });
    expect(late.endedBy).toBe('timeout');
    const loud = await opened.sandbox.run({ workspace, argv: ['yes'], timeoutMs: 60_000 });
    expect(loud.endedBy).toBe('outputCeiling');
  });
});

describe('probe', () => {
  const result = (output: string): CommandResult => ({
    exitCode: 0,
    endedBy: 'exit',
    durationMs: 1,
    output,
    outputBytes: Buffer.from(output),
    stderr: '',
    totalBytes: output.length,
    truncated: false,
    outputSha256: '',
  });
  const good = [
    'CapEff=0000000000000000',
    'NoNewPrivs=1',
    'Seccomp=2',
    'uid=7',
    'interfaces=lo ',
    'workspace=writable',
    'home=writable',
    'workspace=goalkeeper-probe',
  ];

  test('the expected posture → accepted', () => {
    expect(judgeProbe(result(good.join('\n')), 7)).toEqual({ ok: true });
  });

  test.each([
    ['capabilities', 'CapEff=0000000000000000', 'CapEff=000001ffffffffff'],
    ['root', 'uid=7', 'uid=0'],
    ['a network', 'interfaces=lo ', 'interfaces=lo eth0 '],
    ['no filter', 'Seccomp=2', 'Seccomp=0'],
    ['a workspace that cannot be written', 'workspace=writable', ''],
    ['a visible home', 'uid=7', 'uid=7\nvisible=/root'],
  ])('%s → refused', (_name, from, to) => {
    expect(judgeProbe(result(good.join('\n').replace(from, to)), 7).ok).toBe(false);
  });
});
