import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planCopy } from '../../../activities/accepted/copy-plan.ts';
import { pathFilter } from '../../../activities/accepted/path-filter.ts';
import { isIdenticalEntry } from '../../../states/compare-entries.ts';
import type { Manifest, StateEntry } from '../../../states/state-entry.ts';
import { file, folder, manifest } from '../../support/workspace/manifests.ts';

const ownership = (protectedPaths: readonly string[], writePaths?: readonly string[]) => ({
  isProtected: pathFilter(protectedPaths),
  ...(writePaths === undefined ? {} : { isDeclared: pathFilter(writePaths) }),
});

const GIVEN = manifest({ 'src/a': '1', 'test/t': 't', lib: null, 'lib/h': 'h' });

describe('planCopy: declared work', () => {
  const plan = (current: Manifest, writePaths = ['src/**']) =>
    planCopy(GIVEN, current, ownership(['test'], writePaths));

  test('nothing changed → the workspace as it is', () => {
    expect(plan(GIVEN)).toMatchObject({ placed: [], leftOut: [], composed: GIVEN });
  });

  test('declared files changed, added and removed → are in the copy', () => {
    const current = manifest({ 'src/b': 'new', 'test/t': 't', 'lib/h': 'h' });
    const { placed, leftOut, composed } = plan(current);
    expect([placed, leftOut]).toEqual([[], []]);
    expect([...composed.keys()]).toEqual(['lib', 'lib/h', 'src', 'src/b', 'test', 'test/t']);
  });

  test('undeclared files changed, added, removed → as they were accepted, and named', () => {
    const current = manifest({ 'src/a': '1', 'test/t': 'T', 'lib/h': 'other', 'lib/new': 'x' });
    const { placed, leftOut, composed } = plan(current);
    expect(leftOut).toEqual(['lib/h', 'lib/new', 'test/t']);
    expect(placed.map(({ path, entry }) => [path, entry.kind])).toEqual([
      ['lib/h', 'file'],
      ['lib/new', 'absent'],
      ['test/t', 'file'],
    ]);
    expect(composed).toEqual(GIVEN);
  });

  test('an empty folder, a mode, a time that is not declared → is not in the copy', () => {
    const current = new Map([
      ...manifest({ 'src/a': '1', 'test/t': 't', 'lib/h': file('h', { mtime: '4000000000' }), marker: null }),
    ]);
    current.set('lib', folder({ mode: 0o700 }));
    const { placed, leftOut, composed } = plan(current);
    expect(placed.map(({ path }) => path)).toEqual(['lib', 'lib/h', 'marker']);
    expect(leftOut).toEqual(['lib', 'marker']);
    expect(composed).toEqual(GIVEN);
  });

  test('declared work in a folder that was not there → the folder comes along; beside it nothing does', () => {
    const { composed, leftOut } = plan(
      manifest({ ...Object.fromEntries(GIVEN), 'app/deep/work': 'w', 'app/deep/other': 'o' }),
      ['app/deep/work'],
    );
    expect(composed.has('app/deep/work')).toBe(true);
    expect(composed.get('app/deep')?.kind).toBe('directory');
    expect(leftOut).toEqual(['app/deep/other']);
  });

  test('permissions of a folder in which everything is the work → are in the copy, unless it is sealed', () => {
    const current = new Map(GIVEN).set('src', folder({ mode: 0o700 }));
    expect(plan(current).composed.get('src')).toMatchObject({ mode: 0o700 });
    expect(plan(current, ['src/*.mjs']).composed.get('src')).toEqual(GIVEN.get('src'));
    expect(planCopy(GIVEN, current, ownership(['src'], ['src/**'])).composed.get('src')).toEqual(
      GIVEN.get('src'),
    );
  });

  test('protected and declared at once → the seal holds', () => {
    const { composed } = planCopy(
      GIVEN,
      manifest({ 'src/a': '2', 'src/sealed': 'x', 'test/t': 't', 'lib/h': 'h' }),
      ownership(['src/sealed', 'src/a'], ['src/**']),
    );
    expect(composed.get('src/a')).toEqual(GIVEN.get('src/a'));
    expect(composed.has('src/sealed')).toBe(false);
  });

  test('a folder in place of an accepted file → goes whole, and is placed once', () => {
    const { placed, composed } = plan(
      manifest({ 'src/a': '1', 'test/t/inside': 'x', 'test/t/more': 'y', 'lib/h': 'h' }),
    );
    expect(placed.map(({ path, entry }) => [path, entry.kind])).toEqual([['test/t', 'file']]);
    expect(composed).toEqual(GIVEN);
  });

  test('a pipe that was accepted → is not made anew', () => {
    const pipe: StateEntry = { kind: 'special', mode: 0o644, what: 'pipe' };
    const { placed, composed } = planCopy(
      manifest({ 'lib/pipe': pipe }),
      manifest({ 'lib/pipe': pipe }),
      ownership([], ['src']),
    );
    expect(composed.has('lib/pipe')).toBe(false);
    expect(placed).toEqual([{ path: 'lib/pipe', entry: { kind: 'absent' } }]);
  });
});

describe('planCopy: no declared work', () => {
  test('everything is as in the workspace, but for what is sealed', () => {
    const current = manifest({ 'src/a': '2', 'test/t': 'T', 'test/new': 'n', notes: 'x' });
    const { leftOut, composed } = planCopy(GIVEN, current, ownership(['test']));
    expect(leftOut).toEqual(['test/new', 'test/t']);
    expect(composed).toEqual(manifest({ 'src/a': '2', 'test/t': 't', notes: 'x' }));
  });
});

describe('planCopy: any two states', () => {
  const PATHS = ['a', 'a/b', 'a/b/c', 'a/d', 'e', 'e/f', 'g'];
  const leaf = fc.constantFrom<string | null | StateEntry>(
    '1',
    '2',
    null,
    '->x',
    file('1', { mtime: '9.9' }),
  );
  const tree = fc.dictionary(fc.constantFrom(...PATHS), leaf).map((given) => {
    const files = Object.keys(given).filter((path) => given[path] !== null);
    // Nothing lies below a file or a link.
    return manifest(
      Object.fromEntries(
        Object.entries(given).filter(([path]) => !files.some((above) => path.startsWith(`${above}/`))),
      ),
    );
  });
  const patterns = fc.subarray(PATHS);

  test('placed over the workspace → exactly the composed state, and undeclared paths as accepted', () => {
    fc.assert(
      fc.property(tree, tree, patterns, patterns, (accepted, current, sealed, declared) => {
        const { isProtected, isDeclared } = {
          isProtected: pathFilter(sealed),
          isDeclared: pathFilter(declared),
        };
        const { placed, composed } = planCopy(accepted, current, { isProtected, isDeclared });
        const built = new Map(current);
        for (const { path, entry } of placed) {
          if (entry.kind !== 'directory')
            for (const below of [...built.keys()])
              if (below === path || below.startsWith(`${path}/`)) built.delete(below);
          if (entry.kind !== 'absent') built.set(path, entry);
        }
        expect(new Map([...built].sort(([a], [b]) => (a < b ? -1 : 1)))).toEqual(composed);
        for (const path of new Set([...accepted.keys(), ...current.keys()])) {
          const isWork = !isProtected(path) && isDeclared(path);
          if (isWork) expect(isIdenticalEntry(composed.get(path), current.get(path))).toBe(true);
          else if (isProtected(path))
            expect(isIdenticalEntry(composed.get(path), accepted.get(path))).toBe(true);
        }
      }),
    );
  });
});
