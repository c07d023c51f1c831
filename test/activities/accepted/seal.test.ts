import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pathFilter } from '../../../activities/accepted/path-filter.ts';
import { changedSealed } from '../../../activities/accepted/seal.ts';
import type { Manifest } from '../../../states/state-entry.ts';
import { file, manifest } from '../../support/workspace/manifests.ts';

const GIVEN = manifest({ 'test/a.js': 'a', 'test/b.js': 'b', 'src.js': 's', twin: 'a' });
const changed = (current: Manifest, patterns: readonly string[] = ['test']) =>
  changedSealed(GIVEN, current, pathFilter(patterns));
const with_ = (tree: Parameters<typeof manifest>[0]): Manifest =>
  new Map([...GIVEN, ...manifest(tree)].sort(([a], [b]) => (a < b ? -1 : 1)));
const without = (...paths: readonly string[]): Manifest =>
  new Map([...GIVEN].filter(([path]) => !paths.includes(path)));

describe('changedSealed', () => {
  test('nothing, or only a time, or a change elsewhere → nothing', () => {
    expect(changed(GIVEN)).toEqual([]);
    expect(changed(with_({ 'test/a.js': file('a', { mtime: '5.5' }), 'src.js': 'other' }))).toEqual([]);
  });

  test.each<[string, Manifest, string[]]>([
    ['content changed', with_({ 'test/a.js': 'A' }), ['test/a.js']],
    ['file added', with_({ 'test/c.js': 'c' }), ['test/c.js']],
    ['file removed', without('test/b.js'), ['test/b.js']],
    ['mode changed', with_({ 'test/a.js': file('a', { mode: 0o777 }) }), ['test/a.js']],
    ['file replaced by a link to the same content', with_({ 'test/a.js': '->../twin' }), ['test/a.js']],
    [
      'whole directory removed',
      without('test', 'test/a.js', 'test/b.js'),
      ['test', 'test/a.js', 'test/b.js'],
    ],
  ])('%s → named', (_, current, paths) => {
    expect(changed(current)).toEqual(paths);
  });

  test('a path or pattern that matched nothing → its absence is sealed', () => {
    expect(changed(with_({ 'later.txt': '' }), ['later.txt'])).toEqual(['later.txt']);
    expect(
      changed(with_({ 'test/conftest.py': '', 'jest.config.mjs': '' }), ['**/conftest.py', 'jest.config.*']),
    ).toEqual(['jest.config.mjs', 'test/conftest.py']);
  });

  test('what running the tests leaves in a cache → no change; a cache that was given and differs → one', () => {
    const ran = with_({ 'test/__pycache__/a.pyc': 'x', 'test/.cache/vite/1': 'y' });
    expect(changed(ran)).toEqual([]);
    const given = manifest({ 'test/.cache/1': 'x' });
    expect(changedSealed(given, manifest({ 'test/.cache/1': 'y' }), pathFilter(['test']))).toEqual([
      'test/.cache/1',
    ]);
  });

  test('a folder made for a cache alone → no change; with anything else in it → one', () => {
    const cache = { 'lib/.cache': null, 'lib/.cache/x': '1' };
    expect(changed(with_({ lib: null, ...cache }), ['lib'])).toEqual([]);
    expect(changed(with_({ lib: null, ...cache, 'lib/a': '1' }), ['lib'])).toEqual(['lib', 'lib/a']);
    expect(changed(with_({ lib: null }), ['lib'])).toEqual(['lib']);
  });

  test('a pattern that is added later → held against what was accepted, not against what is there', () => {
    const tampered = with_({ 'src.js': 'forged' });
    expect(changed(tampered, ['test'])).toEqual([]);
    expect(changed(tampered, ['test', 'src.js'])).toEqual(['src.js']);
  });

  test('any two states → the same paths whichever came first, and none between equal ones', () => {
    const state = fc
      .dictionary(fc.constantFrom('a', 'b', 'c/d'), fc.constantFrom('1', '2', null))
      .map(manifest);
    fc.assert(
      fc.property(state, state, (a, b) => {
        const all = pathFilter(['a', 'b', 'c']);
        expect(changedSealed(a, b, all)).toEqual(changedSealed(b, a, all));
        expect(changedSealed(a, a, all)).toEqual([]);
      }),
    );
  });
});
