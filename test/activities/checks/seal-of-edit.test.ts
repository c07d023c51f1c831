import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { carriedOver, changedPaths } from '../../../activities/checks/seal.ts';
import { openSeals, type Seals } from './seals.ts';

describe('carriedOver', () => {
  const sealed = { test: 'd', 'test/a': '1', bench: 'd', 'bench/b': '1' };
  const current = { test: 'd', 'test/a': '2', src: 'd', 'src/c': '1' };

  test('protected before and now → the old seal; only now → as it is; only before → dropped', () => {
    expect(
      carriedOver({ sealed, sealedPaths: ['test', 'bench'], current, protectedPaths: ['test', 'src'] }),
    ).toEqual({ test: 'd', 'test/a': '1', src: 'd', 'src/c': '1' });
  });

  test('paths written in another way → the same paths', () => {
    const edit = {
      sealed,
      current,
      sealedPaths: ['./test/', 'bench'],
      protectedPaths: ['test//', './/src/.'],
    };
    expect(carriedOver(edit)).toEqual({ test: 'd', 'test/a': '1', src: 'd', 'src/c': '1' });
  });

  test('a path that only begins alike → another path', () => {
    const states = { sealed: { 'test.js': '1' }, current: { 'test.js': '2' } };
    expect(carriedOver({ ...states, sealedPaths: ['test.js'], protectedPaths: ['test'] })).toEqual({});
    expect(carriedOver({ ...states, sealedPaths: ['test'], protectedPaths: ['test.js'] })).toEqual({
      'test.js': '2',
    });
  });

  const FILES = ['a', 'a/b', 'a/b/c', 'ab', 'ab/c', '__proto__', 'constructor'];
  const state = fc
    .dictionary(fc.constantFrom(...FILES), fc.constantFrom('1', '2', 'absent'))
    .map((digests) => Object.fromEntries(Object.entries(digests)));
  const paths = fc.subarray(FILES);
  const below = (file: string, protectedPaths: readonly string[]): boolean =>
    protectedPaths.some((path) => file === path || file.startsWith(`${path}/`));

  test('any states and any edit → changed is what differs among the files protected before and now, nothing else', () => {
    fc.assert(
      fc.property(state, state, paths, paths, (before, now, sealedPaths, protectedPaths) => {
        const within = (digests: Record<string, string>, limits: readonly string[]) =>
          Object.fromEntries(Object.entries(digests).filter(([file]) => below(file, limits)));
        const sealed = within(before, sealedPaths);
        const current = within(now, protectedPaths);
        const digestIn = (digests: Record<string, string>, file: string): string =>
          new Map(Object.entries(digests)).get(file) ?? 'absent';
        const differing = FILES.filter(
          (file) =>
            below(file, sealedPaths) &&
            below(file, protectedPaths) &&
            digestIn(sealed, file) !== digestIn(current, file),
        );
        const kept = carriedOver({ sealed, sealedPaths, current, protectedPaths });
        expect(changedPaths(kept, current)).toEqual(differing.sort());
      }),
    );
  });
});

describe('compareWithSeal: contract edited', () => {
  let workspace: string;
  let seals: Seals;
  const look = (revision: number, paths: readonly string[]): Promise<readonly string[]> =>
    seals.look(workspace, revision, paths);
  const write = (path: string | Buffer, text: string): Promise<void> =>
    writeFile(Buffer.concat([Buffer.from(`${workspace}/`), Buffer.from(path)]), text);

  beforeEach(async () => {
    seals = openSeals();
    workspace = await mkdtemp(join(tmpdir(), 'goalkeeper-test-'));
    await mkdir(join(workspace, 'test'));
    await mkdir(join(workspace, 'bench'));
    await write('test/a.js', 'a');
    await write('bench/b.js', 'b');
  });
  afterEach(() => rm(workspace, { recursive: true, force: true }));

  test('a protected file changed before the edit → still changed after it, until it is restored', async () => {
    await look(1, ['test']);
    await write('test/a.js', 'easier');
    expect(await look(2, ['test'])).toEqual(['test/a.js']);
    expect(await look(3, ['./test/'])).toEqual(['test/a.js']);
    await write('test/a.js', 'a');
    expect(await look(3, ['./test/'])).toEqual([]);
  });

  test('a path protected from now on → sealed as it is now', async () => {
    await look(1, ['test']);
    await write('bench/b.js', 'improved');
    expect(await look(2, ['test', 'bench'])).toEqual([]);
    await write('bench/b.js', 'easier');
    expect(await look(2, ['test', 'bench'])).toEqual(['bench/b.js']);
  });

  test('a path no longer protected → free, and sealed anew when it is protected again', async () => {
    await look(1, ['test', 'bench']);
    await write('test/a.js', 'other');
    expect(await look(2, ['bench'])).toEqual([]);
    expect(await look(3, ['test', 'bench'])).toEqual([]);
    await write('test/a.js', 'a');
    expect(await look(3, ['test', 'bench'])).toEqual(['test/a.js']);
  });

  test('nothing protected for one revision → the same: what happened in it is not held against anybody', async () => {
    await look(1, ['test']);
    expect(await look(2, [])).toEqual([]);
    await write('test/a.js', 'other');
    expect(await look(3, ['test'])).toEqual([]);
  });

  test('a whole directory in place of a file that was to come, and the other way round → no change', async () => {
    await look(1, ['later/file']);
    expect(await look(2, ['later'])).toEqual([]);
    await mkdir(join(workspace, 'later'));
    await write('later/file', '');
    expect(await look(2, ['later'])).toEqual(['later', 'later/file']);
    await look(3, ['test']);
    expect(await look(4, ['test', 'test/later'])).toEqual([]);
  });

  test('a file whose name is not UTF-8 → an edit does not bless its change either', async () => {
    const name = Buffer.concat([Buffer.from('test/'), Buffer.from([0xff])]);
    await write(name, '1');
    await look(1, ['test']);
    await write(name, '2');
    expect(await look(2, ['test'])).toEqual(['hex:746573742fff']);
  });

  test('a file named like the hex of another one → not taken for it', async () => {
    const paths = ['test', 'hex:746573742fff'];
    await write('hex:746573742fff', '1');
    await write(Buffer.from([...Buffer.from('test/'), 0xff]), '1');
    await look(1, paths);
    await write('hex:746573742fff', '2');
    expect(await look(1, paths)).toHaveLength(1);
    expect(await look(2, paths)).toHaveLength(1);
    expect(await look(3, ['test'])).toEqual([]);
  });

  test('repeated → the same answer, and no older contract is asked for', async () => {
    await look(1, ['test']);
    await write('test/a.js', 'easier');
    const first = await look(2, ['test']);
    const before = seals.asked.length;
    expect(await look(2, ['test'])).toEqual(first);
    expect(seals.asked.slice(before)).toEqual(['readSeal', 'sealPaths']);
  });
});
