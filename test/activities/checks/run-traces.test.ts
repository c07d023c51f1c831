import { describe, expect, test } from '@jest/globals';
import { pathFilter } from '../../../activities/accepted/path-filter.ts';
import { beyond, tracesOf } from '../../../activities/checks/run-traces.ts';
import type { Entries, EntryStamp } from '../../../activities/workspace/list-entries.ts';
import type { RunTraces } from '../../../workflows/workspace-changes.ts';

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
const traces = (changes: Parameters<typeof after>[0], writePaths: readonly string[] | undefined = ['src']) =>
  tracesOf(
    { before: BEFORE, after: after(changes) },
    {
      isProtected: pathFilter(['test']),
      ...(writePaths === undefined ? {} : { isDeclared: pathFilter(writePaths) }),
    },
  );

describe('tracesOf', () => {
  test('work changed, files made beside it, files read → nothing', () => {
    expect(traces({ 'src/a': { ctime: '2' }, 'src/b': {}, dist: {}, 'test/t': { atime: '9' } })).toEqual({
      sealed: [],
      planted: [],
      undeclared: [],
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
    );
    expect(open.undeclared).toEqual([]);
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
