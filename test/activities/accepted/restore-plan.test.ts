import { describe, expect, test } from '@jest/globals';
import { pathFilter } from '../../../activities/accepted/path-filter.ts';
import { planRestore, restorableAt } from '../../../activities/accepted/restore-plan.ts';
import { restoredLines } from '../../../activities/accepted/restored-text.ts';
import { folder, manifest } from '../../support/workspace/manifests.ts';

type Tree = Parameters<typeof manifest>[0];

const ACCEPTED: Tree = { 'test/a': 'a', 'test/b': '->a', 'src/x': 'x', 'src/y': 'y' };

/** What a model gets that names the path, where `test/**` is protected. */
const at = (now: Tree, path: string, patterns = ['test/**']) =>
  restorableAt(manifest(ACCEPTED), manifest(now), pathFilter(patterns), path);
const pathsAt = (now: Tree, path: string, patterns?: string[]) => {
  const chosen = at(now, path, patterns);
  return chosen.ok ? chosen.paths : chosen.refusal;
};

describe('restorableAt: what is sealed', () => {
  test('changed, removed, planted, replaced by a link → that path', () => {
    expect(pathsAt({ ...ACCEPTED, 'test/a': 'b' }, 'test/a')).toEqual(['test/a']);
    expect(pathsAt({ 'test/b': '->a' }, 'test/a')).toEqual(['test/a']);
    expect(pathsAt({ ...ACCEPTED, 'test/new': 'n' }, 'test/new')).toEqual(['test/new']);
    expect(pathsAt({ ...ACCEPTED, 'test/a': '->b' }, 'test/a')).toEqual(['test/a']);
  });

  test('a folder → all that is sealed in it, and nothing of others', () => {
    const now = { ...ACCEPTED, 'test/a': 'b', 'test/new': 'n', 'src/x': 'worked' };
    expect(pathsAt(now, 'test')).toEqual(['test/a', 'test/new']);
    expect(pathsAt({ ...now, test2: 'x' }, 'test2', ['test', 'test2'])).toEqual(['test2']);
  });

  test('as it was accepted → nothing to do; a cache of a tool → no change', () => {
    expect(pathsAt(ACCEPTED, 'test/a')).toEqual([]);
    expect(pathsAt({ ...ACCEPTED, 'test/__pycache__/a.pyc': 'x' }, 'test')).toBe('folderWithoutSeals');
  });

  test('sealed as absent → removed', () => {
    expect(pathsAt({ ...ACCEPTED, 'jest.config.js': 'x' }, 'jest.config.js', ['jest.config.js'])).toEqual([
      'jest.config.js',
    ]);
  });
});

describe('restorableAt: what is not sealed', () => {
  test('a file that was accepted → put back; one that was not → refused, so that no work is lost', () => {
    expect(pathsAt({ ...ACCEPTED, 'src/x': 'worked' }, 'src/x')).toEqual(['src/x']);
    expect(pathsAt({ ...ACCEPTED, 'src/new': 'n' }, 'src/new')).toBe('notAccepted');
    expect(pathsAt(ACCEPTED, 'nothing')).toBe('notAccepted');
  });

  test('a folder → refused, though a file in it was changed', () => {
    expect(pathsAt({ ...ACCEPTED, 'src/x': 'worked' }, 'src')).toBe('folderWithoutSeals');
  });
});

describe('planRestore', () => {
  const plan = (accepted: Tree, now: Tree, ...paths: string[]) =>
    planRestore(manifest(accepted), manifest(now), paths);

  test('a file, an absence → its entry, its removal; nothing else is placed', () => {
    const { placed, ...done } = plan(ACCEPTED, { ...ACCEPTED, 'test/new': 'n' }, 'test/a', 'test/new');
    expect(placed).toEqual([
      { path: 'test/a', entry: manifest(ACCEPTED).get('test/a') },
      { path: 'test/new', entry: { kind: 'absent' } },
    ]);
    expect(done).toEqual({
      putBack: ['test/a'],
      removed: ['test/new'],
      inTheWay: [],
      below: [],
      impossible: [],
    });
  });

  test('the folder is gone, or a link stands in its place → it comes back with its own permissions', () => {
    const accepted = { t: folder({ mode: 0o700 }), 't/a': 'a' };
    expect(plan(accepted, {}, 't/a').placed).toContainEqual({ path: 't', entry: folder({ mode: 0o700 }) });
    expect(plan(accepted, { t: '->other' }, 't/a').inTheWay).toEqual(['t']);
  });

  test('a folder stands where a file was accepted → what lies in it is named as well, and nothing beside it', () => {
    const now = { ...ACCEPTED, 'test/a': null, 'test/a/b': null, 'test/a/b/c': 'c', 'test/ab': 'x' };
    expect(plan(ACCEPTED, now, 'test/a')).toMatchObject({ below: ['test/a/b', 'test/a/b/c'], removed: [] });
    expect(plan(ACCEPTED, now, 'test/a', 'test/a/b/c').below).toEqual(['test/a/b']);
  });

  test('a pipe that was accepted → named as what cannot be put back', () => {
    const pipe = { kind: 'special', mode: 0o644, what: 'fifo' } as const;
    expect(plan({ p: pipe }, {}, 'p')).toMatchObject({ placed: [], impossible: ['p'] });
  });
});

test('restoredLines: each kind of what was done → a line; of many, the first twenty', () => {
  const many = Array.from({ length: 25 }, (_, index) => `t/${index}`);
  const nothing = { putBack: [], removed: [], inTheWay: [], below: [], impossible: [] };
  expect(restoredLines(nothing)).toEqual([]);
  expect(restoredLines({ ...nothing, putBack: ['a', 'b\nc'], removed: many })).toEqual([
    'put back as it was accepted: a, hex:620a63',
    expect.stringMatching(/^removed, since nothing was accepted there: t\/0, .*t\/19 and 5 more$/),
  ]);
});
