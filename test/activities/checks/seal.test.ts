import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedPaths } from '../../../activities/checks/seal.ts';
import { openSeals, type Seals } from './seals.ts';

describe('changedPaths', () => {
  test('added, removed and different → named, sorted; the same → not', () => {
    expect(changedPaths({ same: '1', gone: '1', other: '1' }, { same: '1', other: '2', added: '1' })).toEqual(
      ['added', 'gone', 'other'],
    );
  });

  test('nothing there and never heard of → the same', () => {
    expect(changedPaths({ later: 'absent' }, {})).toEqual([]);
    expect(changedPaths({}, { constructor: 'absent', later: 'absent' })).toEqual([]);
    expect(changedPaths({ later: 'absent' }, { later: 'file' })).toEqual(['later']);
  });

  test('any two states → the same files whichever came first, and none between equal ones', () => {
    const state = fc.dictionary(fc.string(), fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(state, state, (a, b) => {
        expect(changedPaths(a, b)).toEqual(changedPaths(b, a));
        expect(changedPaths(a, { ...a })).toEqual([]);
      }),
    );
  });
});

describe('compareWithSeal', () => {
  let workspace: string;

  beforeEach(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'goalkeeper-test-'));
    await mkdir(join(workspace, 'test'));
    await writeFile(join(workspace, 'test/a.js'), 'a');
    await writeFile(join(workspace, 'test/b.js'), 'b');
    await writeFile(join(workspace, 'src.js'), 's');
  });
  afterEach(() => rm(workspace, { recursive: true, force: true }));

  const found = (seals: Seals, paths: readonly string[] = ['test']) => seals.look(workspace, 1, paths);

  test('first look → sealed, nothing changed; a change elsewhere → nothing', async () => {
    const seals = openSeals();
    expect(await found(seals)).toEqual([]);
    await writeFile(join(workspace, 'src.js'), 'other');
    expect(await found(seals)).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>, string[]]>([
    ['content changed', () => writeFile(join(workspace, 'test/a.js'), 'A'), ['test/a.js']],
    ['file added', () => writeFile(join(workspace, 'test/c.js'), 'c'), ['test/c.js']],
    ['file removed', () => rm(join(workspace, 'test/b.js')), ['test/b.js']],
    ['mode changed', () => chmod(join(workspace, 'test/a.js'), 0o777), ['test/a.js']],
    [
      'file replaced by a link to the same content',
      async () => {
        await rm(join(workspace, 'test/a.js'));
        await writeFile(join(workspace, 'twin.js'), 'a');
        await symlink('../twin.js', join(workspace, 'test/a.js'));
      },
      ['test/a.js'],
    ],
    [
      'whole directory removed',
      () => rm(join(workspace, 'test'), { recursive: true }),
      ['test', 'test/a.js', 'test/b.js'],
    ],
  ])('%s → named', async (_, change, paths) => {
    const seals = openSeals();
    await found(seals);
    await change();
    expect(await found(seals)).toEqual(paths);
  });

  test('a path that does not exist yet → sealed as absent, so that making it is a change', async () => {
    const seals = openSeals();
    expect(await found(seals, ['later.txt'])).toEqual([]);
    await writeFile(join(workspace, 'later.txt'), '');
    expect(await found(seals, ['later.txt'])).toEqual(['later.txt']);
  });

  test('patterns → what they match is sealed, and what they come to match is a change', async () => {
    const seals = openSeals();
    const patterns = ['**/conftest.py', 'jest.config.*', 'test/*.js'];
    expect(await found(seals, patterns)).toEqual([]);
    await writeFile(join(workspace, 'test/conftest.py'), '');
    await writeFile(join(workspace, 'jest.config.mjs'), '');
    await writeFile(join(workspace, 'test/a.js'), 'easier');
    await writeFile(join(workspace, 'src.js'), 'other');
    expect(await found(seals, patterns)).toEqual(['jest.config.mjs', 'test/a.js', 'test/conftest.py']);
  });

  test('no protected paths → no seal', async () => {
    const seals = openSeals();
    expect(await found(seals, [])).toEqual([]);
    expect(seals.asked).toEqual([]);
  });
});
