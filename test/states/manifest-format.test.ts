import { describe, expect, test } from '@jest/globals';
import { decode, encode } from '../../states/manifest-format.ts';
import type { StateEntry } from '../../states/state-entry.ts';

const SHA = 'a'.repeat(64);
const FILE: StateEntry = { kind: 'file', mode: 0o644, sha256: SHA, sizeBytes: 1, mtime: '1.000000000' };

describe('manifest', () => {
  test('entries of every kind → read as they were written', () => {
    const entries = new Map<string, StateEntry | undefined>([
      ['a', FILE],
      ['d', { kind: 'directory', mode: 0o755, mtime: '-1.-500000000' }],
      ['d/l', { kind: 'link', target: '../\u00e4', mtime: '1.000000000' }],
      ['d/old', { kind: 'link', target: 'x' }],
      ['p', { kind: 'special', mode: 0o600, what: 'pipe' }],
      ['gone', undefined],
    ]);
    expect(decode(encode(entries))).toEqual(entries);
  });

  test.each<[string, string, StateEntry]>([
    ['path', 'a\0b', FILE],
    ['target of a link', 'a', { kind: 'link', target: `x\0y` }],
    ['time', 'a', { ...FILE, mtime: '1\0' }],
  ])('NUL in a %s → is not written', (_, path, entry) => {
    expect(() => encode(new Map([[path, entry]]))).toThrow('NUL');
  });

  test.each(['/etc/x', '../x', 'a/../../x', 'a/./b', 'a//b', 'a/', '', '.'])(
    'path "%s" → is not read',
    (path) => {
      expect(() => decode(encode(new Map([[path, FILE]])))).toThrow('none of its tree');
    },
  );

  test.each<[string, StateEntry]>([
    ['sha256', { ...FILE, sha256: '../x' }],
    ['mtime', { ...FILE, mtime: 'now' }],
    ['sizeBytes', { ...FILE, sizeBytes: Number.NaN }],
  ])('%s that is none → is not read', (_, entry) => {
    expect(() => decode(encode(new Map([['a', entry]])))).toThrow('that is none');
  });
});
