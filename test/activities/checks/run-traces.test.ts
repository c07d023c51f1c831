import { describe, expect, test } from '@jest/globals';
import { pathFilter } from '../../../activities/accepted/path-filter.ts';
import { beyond, tracesOf } from '../../../activities/checks/run-traces.ts';
import type { Entries, EntryStamp } from '../../../tree/listing/entry-stamp.ts';
import type { RunTraces } from '../../../workflows/evidence/workspace-changes.ts';

const stamp = (more: Partial<EntryStamp> = {}): EntryStamp => ({
  kind: 'f',
  mode: '644',
  inode: '1',
  size: '1',
  mtime: '1',
  ctime: '1',
  atime: '1',
  ...more,
});
const BEFORE: Entries = new Map([
  ['lib', stamp({ kind: 'd', mode: '755' })],
  ['lib/h', stamp()],
  ['src/a', stamp()],
  ['test', stamp({ kind: 'd', mode: '755' })],
  ['test/t', stamp()],
]);
const after = (changes: Readonly<Record<string, Partial<EntryStamp> | null>>): Entries => {
  const entries = new Map(BEFORE);
  for (const [path, change] of Object.entries(changes))
    if (change === null) entries.delete(path);
    else entries.set(path, stamp({ ...entries.get(path), ...change }));
  return entries;
};
const traces = (
  changes: Parameters<typeof after>[0],
  writePaths: readonly string[] | 'none' = ['src'],
  tests: readonly string[] = [],
) =>
  tracesOf(
    { before: BEFORE, after: after(changes) },
    {
      isProtected: pathFilter(['test']),
      ...(writePaths === 'none' ? {} : { isDeclared: pathFilter(writePaths) }),
    },
    pathFilter(tests),
  );

describe('tracesOf', () => {
  test('work changed, files made beside it, files read → nothing', () => {
    expect(traces({ 'src/a': { ctime: '2' }, 'src/b': {}, dist: {}, 'test/t': { atime: '9' } })).toEqual({
      sealed: [],
      planted: [],
      undeclared: [],
      moved: [],
    });
  });

  test('a sealed file changed, changed back, replaced or removed → named, whatever its times say', () => {
    expect(traces({ 'test/t': { ctime: '2' } }).sealed).toEqual(['test/t']);
    expect(traces({ 'test/t': { inode: '2' } }).sealed).toEqual(['test/t']);
    expect(traces({ 'test/t': null }).sealed).toEqual(['test/t']);
  });

  test('a sealed folder in which something was made → not changed itself; closed or replaced → changed', () => {
    expect(traces({ test: { ctime: '2', mtime: '2' }, 'test/snap': {} })).toMatchObject({
      sealed: [],
      planted: ['test/snap'],
    });
    expect(traces({ test: { mode: '0' } }).sealed).toEqual(['test']);
  });

  test('an undeclared file that was there → named where the work is declared, else not', () => {
    expect(traces({ 'lib/h': { ctime: '2' } }).undeclared).toEqual(['lib/h']);
    expect(traces({ 'lib/h': { ctime: '2' } }, []).undeclared).toEqual(['lib/h']);
    const open = tracesOf(
      { before: BEFORE, after: after({ 'lib/h': { ctime: '2' } }) },
      { isProtected: pathFilter(['test']) },
      () => false,
    );
    expect(open.undeclared).toEqual([]);
  });

  test('where no work is declared → a test that was there is named, anything else may be the work', () => {
    const changes = { 'lib/h': { ctime: '2' }, 'lib/t': { ctime: '2' }, 'src/a': { ctime: '2' } };
    expect(traces(changes, 'none', ['lib/h']).undeclared).toEqual(['lib/h']);
  });

  test('a folder of sealed or undeclared files that was not left alone → named; one of work, or replaced → not', () => {
    expect(traces({ test: { ctime: '2' }, lib: { ctime: '2' } }).moved).toEqual(['lib', 'test']);
    expect(traces({ test: { ctime: '2' }, lib: { ctime: '2' } }, ['src', 'lib']).moved).toEqual(['test']);
    expect(traces({ test: { ctime: '2', inode: '2' } })).toMatchObject({ sealed: ['test'], moved: [] });
  });

  test('more than a hundred → all of them: what is beyond the hundredth decides as well', () => {
    const names = Array.from({ length: 150 }, (_, index) => `test/${1000 + index}`);
    expect(traces(Object.fromEntries(names.map((name) => [name, {}]))).planted).toEqual(names);
  });
});

describe('beyond', () => {
  const NONE: RunTraces = { sealed: [], planted: [], undeclared: [], leftProcesses: [] };

  test('what the same check does without the work → taken off; the rest stays', () => {
    const run = { ...NONE, sealed: ['test/db', 'test/t'], planted: ['test/snap'], undeclared: ['lib/h'] };
    const usual = { ...NONE, sealed: ['test/db'], undeclared: ['lib/h'] };
    expect(beyond(run, [NONE, usual])).toEqual({ ...NONE, sealed: ['test/t'], planted: ['test/snap'] });
  });
});
