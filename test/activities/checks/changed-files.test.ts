import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedFiles, workspaceChanges } from '../../../activities/checks/changed-files.ts';

const other = () => 'other' as const;

describe('changedFiles', () => {
  test('added, removed, modified → named, sorted; directories are no files', () => {
    const before = { same: 'file 644 1', gone: 'file 644 1', mode: 'file 644 1', dir: 'directory 755' };
    const now = {
      same: 'file 644 1',
      mode: 'file 755 1',
      added: 'link 1',
      dir: 'directory 700',
      made: 'directory 755',
    };
    expect(changedFiles(before, now, other).map(({ path, change }) => [path, change])).toEqual([
      ['added', 'added'],
      ['gone', 'removed'],
      ['mode', 'modified'],
    ]);
  });

  test('a file in the place of a directory, and the other way round → added and removed', () => {
    const found = changedFiles(
      { a: 'directory 755', b: 'file 644 1' },
      { a: 'file 644 1', b: 'directory 755' },
      other,
    );
    expect(found.map(({ path, change }) => [path, change])).toEqual([
      ['a', 'added'],
      ['b', 'removed'],
    ]);
  });

  test('names of every object → nothing is inherited', () => {
    expect(changedFiles({}, { constructor: 'file 644 1' }, other)).toHaveLength(1);
    expect(changedFiles({}, {}, other)).toEqual([]);
  });

  test('any two states → nothing between equal ones, and as many changes whichever came first', () => {
    const state = fc.dictionary(
      fc.stringMatching(/^[a-c]{1,2}$/),
      fc.constantFrom('file 644 1', 'file 644 2', 'directory 755'),
    );
    fc.assert(
      fc.property(state, state, (a, b) => {
        expect(changedFiles(a, a, other)).toEqual([]);
        const [there, back] = [changedFiles(a, b, other), changedFiles(b, a, other)];
        expect(there.map(({ path }) => path)).toEqual(back.map(({ path }) => path));
      }),
    );
  });
});

describe('workspaceChanges', () => {
  test('more than fit → all counted; what is protected is named before what is declared', () => {
    const files = Array.from({ length: 600 }, (_, index) => ({
      path: `src/${String(index).padStart(3, '0')}`,
      change: 'added' as const,
      kind: 'declared' as const,
    }));
    const seal = { path: 'test/t', change: 'removed' as const, kind: 'protected' as const };
    const changes = workspaceChanges([...files, seal]);
    expect([changes.count, changes.files.length]).toEqual([601, 500]);
    expect(changes.files.at(-1)).toEqual(seal);
  });
});
