import { describe, expect, test } from '@jest/globals';
import type { Program } from '../../../../../activities/twins/trials/ended/program.ts';
import { judgesOf } from '../../../../../activities/twins/trials/held/judges-of.ts';
import type { TwinRecord, TwinRun } from '../../../../../journal/bodies/twin-record.ts';

const recordOf = (...runs: readonly Partial<TwinRun>[]): TwinRecord => ({
  summary: { check: 'tests', standing: 'canFail', tried: 1, survived: 0 },
  seed: 1,
  expectations: 1,
  durationMs: 1,
  runs: runs.map((run) => ({
    ...{ kind: 'impossible', path: null, line: null, testCase: null, what: '', passed: false, durationMs: 1 },
    ...run,
  })),
});

const programOf = (path: string, text = ''): Program => ({ path, text, role: 'started' });
const pathsOf = (record: TwinRecord, files: readonly Program[], tests: readonly string[] = []) =>
  judgesOf(
    record,
    { files, parts: [], modules: new Set(), wantedCode: 0 },
    tests.map((path) => ({ path, text: '' })),
  ).map(({ first }) => first.map(({ path }) => path));

describe('judgesOf', () => {
  test('a started program whose changed expectation was seen to fail → it is held all the same, after the others', () => {
    const files = [programOf('tests/shown.py'), programOf('tests/run.py')];
    expect(pathsOf(recordOf({ path: 'tests/shown.py' }), files)).toEqual([
      ['tests/run.py'],
      ['tests/shown.py'],
    ]);
  });

  test('more programs than are held → those of which nothing is shown', () => {
    const files = ['a', 'b', 'c', 'd'].map((name) => programOf(`${name}.py`));
    expect(pathsOf(recordOf({ path: 'a.py' }), files)).toEqual([['b.py'], ['c.py'], ['d.py']]);
  });

  test('a program whose first line tells its language → held; one of a shell → not', () => {
    const files = [
      programOf('check', '#!/usr/bin/env python3\n'),
      programOf('run', '#!/bin/sh\n'),
      programOf('go.sh'),
    ];
    expect(pathsOf(recordOf(), files)).toEqual([['check']]);
  });

  test('tests that a runner loads → one for each language that can be held, without the started ones', () => {
    expect(pathsOf(recordOf(), [programOf('a.py')], ['a.py', 'b.py', 'c.py', 'd.mjs', 'e.rs'])).toEqual([
      ['a.py'],
      ['b.py', 'c.py'],
      ['d.mjs'],
    ]);
  });

  test('values are asked what else they are equal to → only where no changed expectation was seen to fail', () => {
    const files = [programOf('tests/shown.py'), programOf('tests/run.py')];
    const asked = (record: TwinRecord) =>
      judgesOf(
        record,
        { files, parts: [], modules: new Set(), wantedCode: 0 },
        ['tests/test_a.py', 'tests/a.test.mjs'].map((path) => ({ path, text: '' })),
      ).map(({ first, asks }) => [first[0]?.path, asks]);
    expect(asked(recordOf({ path: 'tests/shown.py' }))).toEqual([
      ['tests/run.py', true],
      ['tests/shown.py', false],
      ['tests/test_a.py', false],
      ['tests/a.test.mjs', true],
    ]);
    expect(asked(recordOf({ path: 'tests/test_a.py', passed: true }))).toContainEqual([
      'tests/test_a.py',
      true,
    ]);
  });

  const run = (line: number, passed: boolean) => ({ path: 'tests/test_a.py', line, passed });
  const asked = (...runs: readonly Partial<TwinRun>[]) =>
    judgesOf(recordOf(...runs), { files: [], parts: [], modules: new Set(), wantedCode: 0 }, [
      { path: 'tests/test_a.py', text: '' },
    ]).map(({ asks }) => asks);

  test('a place at which whatever is expected passes → values are asked, though others were seen to fail', () => {
    expect(asked(run(5, true), run(5, true), run(5, true), run(9, false))).toEqual([true]);
  });

  test('places at which some change was seen to fail, or few were tried → no value is asked', () => {
    expect(asked(run(5, true), run(5, true), run(5, false), run(9, true))).toEqual([false]);
  });
});
