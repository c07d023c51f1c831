import { describe, expect, test } from '@jest/globals';
import type { ChangedFile } from '../../../activities/accepted/changed-files.ts';
import { readSetOf } from '../../../activities/checks/read-set.ts';

const kindOf = (path: string): ChangedFile['kind'] => {
  if (path.startsWith('test/')) return 'protected';
  if (path.startsWith('src/')) return 'declared';
  return path === 'package.json' ? 'configuration' : 'other';
};
const changed = (path: string) => ({ path, change: 'modified' as const, kind: kindOf(path) });

describe('readSetOf', () => {
  test('read files → those that changed, those that nobody declared, those that nobody protected', () => {
    const read = ['lib/a', 'lib/b', 'package.json', 'src/x', 'test/t'];
    const changes = ['lib/b', 'lib/c', 'package.json', 'src/x', 'test/t'].map(changed);
    expect(readSetOf(read, changes, kindOf)).toEqual({
      known: true,
      count: 5,
      files: read,
      changed: ['lib/b', 'package.json', 'src/x', 'test/t'],
      undeclared: ['lib/b', 'package.json'],
      unprotected: ['lib/a', 'lib/b', 'package.json'],
    });
  });

  test('names that are not UTF-8 → as the changes spell them', () => {
    const read = ['\xff'];
    const changes = [{ path: 'hex:ff', change: 'added' as const, kind: 'other' as const }];
    expect(readSetOf(read, changes, () => 'other')).toMatchObject({ changed: ['hex:ff'] });
  });

  test('very many files → counted, the first ones named', () => {
    const read = Array.from({ length: 5_000 }, (_, index) => `lib/${String(index).padStart(4, '0')}`);
    const set = readSetOf(read, read.map(changed), kindOf);
    expect(set).toMatchObject({ count: 5_000 });
    expect(set.known && [set.files.length, set.changed.length, set.unprotected.length]).toEqual([
      500, 100, 100,
    ]);
  });

  test('what a person is asked about → is listed first, whatever else was read', () => {
    const read = [...Array.from({ length: 150 }, (_, index) => `aa/${index}`), 'spec/run.js'];
    const set = readSetOf(read, read.map(changed), kindOf, (path) => path === 'spec/run.js');
    expect(set).toMatchObject({ count: 151, undeclared: expect.arrayContaining(['spec/run.js', 'aa/0']) });
    expect(readSetOf(read, read.map(changed), kindOf)).toMatchObject({
      undeclared: expect.not.arrayContaining(['spec/run.js']),
    });
  });
});
