import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { reachableBy } from '../../../activities/sandbox/reachable-by.ts';
import { reachableProgram } from '../../../activities/sandbox/reachable-program.ts';

const STRANGER = { uid: 65534, gid: 65534 };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goalkeeper-reach-'));
  chmodSync(directory, 0o755);
  for (const [name, mode] of [
    ['open', 0o755],
    ['closed', 0o700],
    ['search', 0o711],
  ] as const) {
    mkdirSync(join(directory, name));
    chmodSync(join(directory, name), mode);
    writeFileSync(join(directory, name, 'file'), 'content');
  }
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('reachable by', () => {
  test.each([
    ['open/file', true],
    ['search/file', true],
    ['open/missing/deeper', true],
    // The path itself may be closed: it will belong to the user.
    ['closed', true],
    ['closed/file', false],
    ['closed/missing/deeper', false],
  ])('a stranger, %s → %s', (path, expected) => {
    expect(reachableBy(STRANGER, join(directory, path)).ok).toBe(expected);
  });

  test('a link out of an open directory into a closed one → blocked by the closed one', () => {
    symlinkSync(join(directory, 'closed', 'file'), join(directory, 'open', 'link'));
    const result = reachableBy(STRANGER, join(directory, 'open', 'link'));
    expect(result).toEqual({ ok: false, blockedBy: join(directory, 'closed') });
  });

  test('the owner of the closed directory, and root → reach it', () => {
    const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    expect(reachableBy(own, join(directory, 'closed', 'file')).ok).toBe(true);
    expect(reachableBy({ uid: 0, gid: 0 }, join(directory, 'closed', 'file')).ok).toBe(true);
  });
});

describe('reachable program', () => {
  test('a program that is reachable → itself, no copy', async () => {
    const path = join(directory, 'open', 'file');
    expect(await reachableProgram(path, STRANGER, join(directory, 'cache'), 'tool-1')).toBe(path);
  });

  test('a program behind a closed directory → one executable copy, kept', async () => {
    const path = join(directory, 'closed', 'file');
    const cache = join(directory, 'open', 'cache');
    const copies = await Promise.all([1, 2].map(() => reachableProgram(path, STRANGER, cache, 'tool-1')));
    expect(copies).toEqual([join(cache, 'tool-1', 'file'), join(cache, 'tool-1', 'file')]);
    expect(reachableBy(STRANGER, copies[0] ?? '').ok).toBe(true);
  });

  test('a cache that is closed too → an error that names the closed directory', async () => {
    const path = join(directory, 'closed', 'file');
    const promise = reachableProgram(path, STRANGER, join(directory, 'closed', 'cache'), 'tool-1');
    await expect(promise).rejects.toThrow(/closed to it.*GOALKEEPER_CACHE_DIR/s);
  });
});
