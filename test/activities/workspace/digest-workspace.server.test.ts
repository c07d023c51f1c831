import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digestWorkspace } from '../../../activities/workspace/digest-workspace.ts';

let directory: string;
const at = (path: string): string => join(directory, path);
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-digest-'));
  mkdirSync(at('src/inner'), { recursive: true });
  writeFileSync(at('src/a.txt'), 'alpha');
  writeFileSync(at('src/inner/b.txt'), 'beta');
  symlinkSync('src', at('link'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('workspace digest', () => {
  test('nothing changes but times → the same digest', async () => {
    const before = await digestWorkspace(directory);
    utimesSync(at('src/a.txt'), 1, 1);
    expect(await digestWorkspace(directory)).toBe(before);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, () => void]>([
    ['content', () => writeFileSync(at('src/a.txt'), 'alphb')],
    ['a mode', () => chmodSync(at('src/a.txt'), 0o755)],
    ["a directory's mode", () => chmodSync(at('src/inner'), 0o711)],
    ['a new empty directory', () => mkdirSync(at('src/empty'))],
    ['a new hidden file', () => writeFileSync(at('.hidden'), '')],
    ['a deleted file', () => unlinkSync(at('src/a.txt'))],
    ['a renamed file', () => renameSync(at('src/a.txt'), at('src/c.txt'))],
    ['a moved file', () => renameSync(at('src/inner/b.txt'), at('src/b.txt'))],
    [
      'a new target of a link',
      () => {
        unlinkSync(at('link'));
        symlinkSync('src/inner', at('link'));
      },
    ],
    [
      'a link in place of the directory that it points to',
      () => {
        renameSync(at('src'), at('moved'));
        symlinkSync('moved', at('src'));
      },
    ],
    ['a pipe', () => execFileSync('mkfifo', [at('pipe')])],
    [
      'a name that is not UTF-8',
      () => writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), Buffer.from([0x62, 0xff])]), ''),
    ],
  ])('%s → another digest', async (_name, change) => {
    const before = await digestWorkspace(directory);
    change();
    expect(await digestWorkspace(directory)).not.toBe(before);
  });

  test('two names that differ only in bytes that are not UTF-8 → different digests', async () => {
    const name = (byte: number): Buffer => Buffer.concat([Buffer.from(`${directory}/`), Buffer.from([byte])]);
    writeFileSync(name(0xfe), 'x');
    const before = await digestWorkspace(directory);
    renameSync(name(0xfe), name(0xff));
    expect(await digestWorkspace(directory)).not.toBe(before);
  });

  test('text moved between a name and a content → different digests', async () => {
    writeFileSync(at('ab'), 'c');
    const before = await digestWorkspace(directory);
    unlinkSync(at('ab'));
    writeFileSync(at('a'), 'bc');
    expect(await digestWorkspace(directory)).not.toBe(before);
  });

  test('a file of 300 MB → read with constant memory', async () => {
    writeFileSync(at('big'), '');
    truncateSync(at('big'), 300 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    await digestWorkspace(directory);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });
});
