import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { searchPath } from '../../settings/search-path.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'goalkeeper-test-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function program(directory: string, mode: number): string {
  mkdirSync(join(root, directory), { recursive: true });
  writeFileSync(join(root, directory, 'tool'), '');
  chmodSync(join(root, directory, 'tool'), mode);
  return join(root, directory, 'tool');
}

test('searchPath: several directories → every executable file, in the order of the PATH', () => {
  const first = program('first', 0o755);
  const second = program('second', 0o755);
  program('notExecutable', 0o644);
  mkdirSync(join(root, 'directory/tool'), { recursive: true });
  const PATH = ['second', 'gone', 'notExecutable', 'directory', 'first']
    .map((name) => join(root, name))
    .join(':');
  expect(searchPath('tool', { PATH })).toEqual([second, first]);
});

test('searchPath: empty parts of the PATH → not the current directory', () => {
  program('here', 0o755);
  const before = process.cwd();
  process.chdir(join(root, 'here'));
  expect(searchPath('tool', { PATH: '::' })).toEqual([]);
  process.chdir(before);
});

test('searchPath: no PATH → nothing', () => {
  expect(searchPath('sh', {})).toEqual([]);
});
