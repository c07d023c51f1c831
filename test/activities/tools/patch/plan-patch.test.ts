import { describe, expect, test } from '@jest/globals';
import type { FileState } from '../../../../activities/tools/patch/plan-patch.ts';
import { planPatch } from '../../../../activities/tools/patch/plan-patch.ts';
import { changesOf, wrap } from './patch-text.ts';

describe('patch: plan', () => {
  const file = (content: string): FileState => ({ kind: 'file', content, mode: '755' });
  const plan = (files: Record<string, FileState>, ...lines: string[]): ReturnType<typeof planPatch> =>
    planPatch(changesOf(wrap(...lines)), {
      files: new Map(Object.entries(files)),
      places: new Map(),
    });

  test('one of three changes does not fit → no write at all, every problem named with its file', () => {
    const result = plan(
      { a: file('1\n'), b: file('1\n') },
      '*** Update File: a',
      '@@',
      '-1',
      '+2',
      '*** Update File: b',
      '@@',
      '-9',
      '+2',
      '*** Delete File: c',
    );
    expect(result).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^b: hunk 1/), expect.stringMatching(/^c: .*no such file/)],
    });
  });

  test('changes of one file in several sections → each on the result of the one before', () => {
    const result = plan(
      { a: file('1\n2\n') },
      '*** Update File: a',
      '@@',
      '-1',
      '+x',
      '*** Update File: a',
      '@@',
      '-x',
      '+y',
    );
    expect(result).toMatchObject({
      ok: true,
      writes: [{ kind: 'write', path: 'a', content: 'y\n2\n', mode: '755' }],
    });
  });

  test('a move → written there with its mode, deleted here', () => {
    const result = plan(
      { a: file('1\n'), b: { kind: 'absent' } },
      '*** Update File: a',
      '*** Move to: b',
      '@@',
      '-1',
      '+2',
    );
    expect(result).toMatchObject({ ok: true, summary: ['R a -> b'] });
    expect(result.ok && [...result.writes].sort((x, y) => x.path.localeCompare(y.path))).toEqual([
      { kind: 'delete', path: 'a' },
      { kind: 'write', path: 'b', content: '2\n', mode: '755' },
    ]);
  });

  test('a move onto a file, and a change of a link → refused', () => {
    const link: FileState = { kind: 'unusable', why: 'is a symbolic link.' };
    expect(
      plan({ a: file('1\n'), b: file('2\n') }, '*** Update File: a', '*** Move to: b', '@@', '-1', '+2').ok,
    ).toBe(false);
    expect(plan({ a: link }, '*** Delete File: a')).toEqual({
      ok: false,
      problems: ['a: is a symbolic link.'],
    });
  });

  test.each([
    ['lines removed and added again', ['*** Update File: a', '-1', '+1']],
    ['kept lines alone', ['*** Update File: a', ' 1']],
    ['the same text as a new file', ['*** Add File: a', '+1']],
  ])('%s → no write, and said', (_, lines) => {
    expect(plan({ a: file('1\n') }, ...lines)).toEqual({
      ok: true,
      writes: [],
      summary: ['M a (nothing changed: it was so before)'],
    });
  });

  test('a file added and deleted again → nothing to write', () => {
    expect(plan({ a: { kind: 'absent' } }, '*** Add File: a', '+x', '*** Delete File: a')).toMatchObject({
      ok: true,
      writes: [],
    });
  });
});
