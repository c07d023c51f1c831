import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sandboxIdentity } from '../../../activities/sandbox/identity.ts';
import type { WorkspaceSettings } from '../../../activities/workspace/ensure-workspace.ts';
import { ensureWorkspace } from '../../../activities/workspace/ensure-workspace.ts';

const identity = sandboxIdentity();
let directory: string;
let settings: WorkspaceSettings;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-workspace-'));
  const source = join(directory, 'source');
  mkdirSync(join(source, 'deep/er'), { recursive: true });
  writeFileSync(join(source, 'run.sh'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(source, 'deep/er/file'), 'text', { mode: 0o600 });
  symlinkSync('/etc/passwd', join(source, 'link'));
  symlinkSync('missing', join(source, 'dangling'));
  symlinkSync('..', join(source, 'deep/up'));
  execFileSync('mkfifo', [join(source, 'pipe')]);
  settings = {
    workspacesDirectory: join(directory, 'workspaces'),
    sources: { template: source, missing: join(directory, 'nowhere') },
    ...(identity.drop ? { owner: identity } : {}),
  };
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const at = (...parts: string[]): string => join(settings.workspacesDirectory, ...parts);

describe('ensure workspace', () => {
  test('no source → an empty directory of the sandbox user, closed to others', async () => {
    expect(await ensureWorkspace('t1', settings)).toEqual({ ok: true, directory: at('t1'), created: true });
    const stats = statSync(at('t1'));
    expect([readdirSync(at('t1')), stats.mode & 0o777, stats.uid]).toEqual([[], 0o700, identity.uid]);
  });

  test('a second call → the same directory, untouched', async () => {
    await ensureWorkspace('t1', settings);
    writeFileSync(at('t1', 'work'), 'done');
    expect(await ensureWorkspace('t1', settings, 'template')).toMatchObject({ ok: true, created: false });
    expect(readdirSync(at('t1'))).toEqual(['work']);
  });

  test('a source → a copy with modes, links as links, special files too, all owned by the sandbox user', async () => {
    expect(await ensureWorkspace('t1', settings, 'template')).toMatchObject({ ok: true, created: true });
    expect(statSync(at('t1', 'run.sh')).mode & 0o777).toBe(0o755);
    expect(readFileSync(at('t1', 'deep/er/file'), 'utf8')).toBe('text');
    expect(['link', 'dangling', 'deep/up'].map((name) => readlinkSync(at('t1', name)))).toEqual([
      '/etc/passwd',
      'missing',
      '..',
    ]);
    expect(lstatSync(at('t1', 'pipe')).isFIFO()).toBe(true);
    const owners = ['', 'run.sh', 'link', 'deep/er/file', 'deep/up'].map(
      (name) => lstatSync(at('t1', name)).uid,
    );
    expect(new Set(owners)).toEqual(new Set([identity.uid]));
    // The target of the copied link must not have been given away.
    expect(statSync('/etc/passwd').uid).toBe(0);
  });

  test('twenty callers at once → one creates, all get the same whole copy, no draft is left', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => ensureWorkspace('t1', settings, 'template')),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(results.filter((result) => result.ok && result.created)).toHaveLength(1);
    expect(readdirSync(settings.workspacesDirectory)).toEqual(['t1']);
  });

  test('twenty callers for an empty workspace → the directory is never replaced under the first one', async () => {
    const inodes = await Promise.all(
      Array.from({ length: 20 }, async () => {
        await ensureWorkspace('t1', settings);
        return statSync(at('t1')).ino;
      }),
    );
    expect(new Set(inodes).size).toBe(1);
  });

  test('a worker was killed in between → its half copy is neither used nor kept', async () => {
    mkdirSync(at('.new-t1-Ab12Cd', 'deep'), { recursive: true });
    mkdirSync(at('.new-t2-Ab12Cd'), { recursive: true });
    await ensureWorkspace('t1', settings, 'template');
    expect(readdirSync(settings.workspacesDirectory).sort()).toEqual(['.new-t2-Ab12Cd', 't1']);
    expect(readFileSync(at('t1', 'deep/er/file'), 'utf8')).toBe('text');
  });

  test.each(['nonsense', '__proto__', 'constructor', ''])(
    'the source name "%s" → unknown, the allowed ones named',
    async (name) => {
      const result = await ensureWorkspace('t1', settings, name);
      expect(result).toMatchObject({
        ok: false,
        code: 'unknownSource',
        reason: expect.stringContaining('template'),
      });
    },
  );

  test('a source that is gone → failed, and no workspace', async () => {
    expect(await ensureWorkspace('t1', settings, 'missing')).toMatchObject({ ok: false, code: 'copyFailed' });
    expect(readdirSync(settings.workspacesDirectory)).toEqual([]);
  });

  test.each(['..', '.', '', '../t', 'a/b', '/etc', '.hidden', '-rf', 'a\0b', 'a b', 'ü', 'x'.repeat(129)])(
    'the thread id %j → refused',
    async (threadId) => {
      expect(await ensureWorkspace(threadId, settings)).toMatchObject({ ok: false, code: 'invalidThreadId' });
    },
  );

  test('a read-only source tree → a workspace that can be written', async () => {
    chmodSync(join(directory, 'source'), 0o555);
    await ensureWorkspace('t1', settings, 'template');
    chmodSync(join(directory, 'source'), 0o755);
    expect(statSync(at('t1')).mode & 0o777).toBe(0o700);
  });
});
