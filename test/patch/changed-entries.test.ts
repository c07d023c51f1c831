import { expect, test } from '@jest/globals';
import { changedPaths } from '../../patch/changed-entries.ts';
import type { Manifest, StateEntry } from '../../states/state-entry.ts';
import { file, folder, manifest } from '../support/workspace/manifests.ts';

const NOTHING: Manifest = new Map();

test('changedPaths: folders with and without files in them → only those without are untold', () => {
  const tree = manifest({ 'a/b/c': 'x', 'a-b': null, 'a/empty/in': null, 'd/e/l': '->x' });
  for (const [before, after] of [
    [NOTHING, tree],
    [tree, NOTHING],
  ] as const) {
    const { told, untold } = changedPaths(before, after);
    expect(told.map(({ path }) => path)).toEqual(['a/b/c', 'd/e/l']);
    expect(untold).toEqual(['a-b', 'a/empty', 'a/empty/in']);
  }
});

test('changedPaths: 20,000 new folders, empty or not → each state is gone through once', () => {
  let steps = 0;
  class CountedMap extends Map<string, StateEntry> {
    override *[Symbol.iterator](): MapIterator<[string, StateEntry]> {
      for (const each of super.entries()) {
        steps += 1;
        yield each;
      }
    }
  }
  const names = Array.from({ length: 20_000 }, (_, index) => `d${index}`);
  const after = new CountedMap();
  for (const [index, name] of names.entries()) {
    after.set(name, folder());
    if (index % 2 === 0) after.set(`${name}/f`, file('x'));
  }
  const { told, untold } = changedPaths(NOTHING, after);
  expect([told.length, untold.length]).toEqual([10_000, 10_000]);
  expect(steps).toBe(after.size);
});
