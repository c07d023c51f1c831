import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { listSource } from '../../../server/patterns/list-source.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'source-'));
  await mkdir(join(directory, 'src/deep'), { recursive: true });
  await mkdir(join(directory, 'empty'));
  for (const path of ['src/deep/a.js', 'src/b.js', '.npmrc']) await writeFile(join(directory, path), '');
  await symlink('/etc', join(directory, 'out'));
});
afterEach(() => rm(directory, { recursive: true }));

test('listSource: a directory → files, folders and links, the nearest to the root first, no link followed', async () => {
  const listed = await listSource(directory);
  expect(listed?.isWhole).toBe(true);
  expect(listed?.paths.slice(0, 4).sort()).toEqual(['.npmrc', 'empty', 'out', 'src']);
  expect(listed?.paths.slice(4).sort()).toEqual(['src/b.js', 'src/deep', 'src/deep/a.js']);
  expect(listed?.paths.at(-1)).toBe('src/deep/a.js');
});

test('listSource: more than are wanted → as many, and said to be more; exactly as many → all', async () => {
  expect(await listSource(directory, 6)).toMatchObject({ isWhole: false });
  expect((await listSource(directory, 6))?.paths).toHaveLength(6);
  expect(await listSource(directory, 7)).toMatchObject({ isWhole: true });
});

test('listSource: no directory → unknown', async () => {
  expect(await listSource(join(directory, 'nothing'))).toBeUndefined();
  expect(await listSource(join(directory, '.npmrc'))).toBeUndefined();
});
