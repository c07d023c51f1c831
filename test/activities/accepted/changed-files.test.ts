import { describe, expect, test } from '@jest/globals';
import { changedFiles, workspaceChanges } from '../../../activities/accepted/changed-files.ts';
import { folder, manifest } from '../../support/workspace/manifests.ts';

const kindOf = () => 'other' as const;
const changes = (before: Parameters<typeof manifest>[0], now: Parameters<typeof manifest>[0]) =>
  changedFiles(manifest(before), manifest(now), kindOf).map(({ path, change }) => `${change} ${path}`);

describe('changedFiles', () => {
  test('added, removed, modified, replaced by a link → named, sorted', () => {
    expect(changes({ a: '1', b: '1', c: '1', d: '1' }, { a: '2', c: '1', d: '->a', e: '1' })).toEqual([
      'modified a',
      'removed b',
      'modified d',
      'added e',
    ]);
  });

  test('a folder with files in it → its files speak for it; an empty one, or other permissions → named itself', () => {
    expect(changes({}, { 'x/y/f': '1' })).toEqual(['added x/y/f']);
    expect(changes({}, { 'x/y': null })).toEqual(['added x/y/']);
    expect(changes({ 'x/y': null }, { x: null })).toEqual(['removed x/y/']);
    expect(changes({ x: null }, { x: folder({ mode: 0o700 }) })).toEqual(['modified x/']);
  });

  test("git's index, logs and new objects → no change; configuration, refs and a forged object → changes", () => {
    const before = { '.git/index': '1', '.git/objects/aa/1': 'o', '.git/config': 'c', '.git/HEAD': 'h' };
    expect(
      changes(before, { ...before, '.git/index': '2', '.git/logs/HEAD': 'x', '.git/objects/bb/2': 'n' }),
    ).toEqual([]);
    expect(
      changes(before, {
        ...before,
        '.git/objects/aa/1': 'forged',
        '.git/config': 'x',
        '.git/refs/heads/m': '1',
      }),
    ).toEqual(['modified .git/config', 'modified .git/objects/aa/1', 'added .git/refs/heads/m']);
  });

  test('names that are no UTF-8 → in hex', () => {
    expect(changes({}, { '\xff': '1' })).toEqual(['added hex:ff']);
  });
});

describe('workspaceChanges', () => {
  test('more than fit → those of which most depends are named, in order of their paths', () => {
    const files = Array.from({ length: 600 }, (_, index) => ({
      path: `f${String(index).padStart(3, '0')}`,
      change: 'added' as const,
      kind: index === 599 ? ('protected' as const) : ('declared' as const),
    }));
    const { count, files: named } = workspaceChanges(files);
    expect([count, named.length, named.at(-1)?.path]).toEqual([600, 500, 'f599']);
  });

  test('a flood of one kind → every other kind is named whole, whichever floods', () => {
    const kinds = ['protected', 'configuration', 'declared', 'other'] as const;
    for (const flood of kinds) {
      const files = kinds.flatMap((kind) =>
        Array.from({ length: kind === flood ? 2_000 : 50 }, (_, index) => ({
          path: `${kind}-${index}`,
          change: 'added' as const,
          kind,
        })),
      );
      const { files: named } = workspaceChanges(files);
      expect(named).toHaveLength(500);
      for (const kind of kinds)
        expect(named.filter((file) => file.kind === kind)).toHaveLength(kind === flood ? 350 : 50);
    }
  });
});
