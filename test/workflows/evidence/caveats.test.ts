import { describe, expect, test } from '@jest/globals';
import { caveatsOf } from '../../../workflows/evidence/caveats.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';

const outcomes = [
  outcomeWith(),
  outcomeWith({ name: 'other' }),
  outcomeWith({ name: 'c', role: 'constraint' }),
];
const twin = { check: 'tests', standing: 'canFail' as const, tried: 6, survived: 0 };

describe('caveatsOf', () => {
  test('nothing to add → nothing', () => {
    expect(caveatsOf({ outcomes })).toEqual([]);
    expect(caveatsOf({ outcomes, twins: [twin] })).toEqual([]);
  });

  test('checks that passed before the work → named; all of them → said so', () => {
    expect(caveatsOf({ outcomes, passedBefore: ['tests'] })).toEqual([
      'tests passed before the work as well, and proves nothing of it',
    ]);
    expect(caveatsOf({ outcomes, passedBefore: ['tests', 'other'] })[0]).toMatch(
      /^every check that verifies it/,
    );
  });

  test('a check that passed before with other tests → it is not said to prove nothing', () => {
    const seen = { outcomes, passedBefore: ['tests', 'other'], passedWithOtherTests: ['tests', 'gone'] };
    expect(caveatsOf(seen)).toEqual([
      'other passed before the work as well, and proves nothing of it',
      'tests passed before the work as well, with other tests than now, so that only what was changed in these can prove anything of it',
    ]);
  });

  test('fewer expectations were changed than there are → said without counting changes as expectations', () => {
    const few = { ...twin, tried: 4, available: 2 };
    expect(caveatsOf({ outcomes, twins: [few] })).toEqual([
      'not all of the 2 expectations of tests were changed to see whether it can fail, since more would take too long',
    ]);
  });

  test('undeclared reads of a goal that is complete → named, and nothing to declare', () => {
    expect(caveatsOf({ outcomes, undeclaredReads: ['src/vat.py'] }, true)).toEqual([
      'checks read changed files that are neither declared as the work nor protected: src/vat.py',
    ]);
  });

  test('data that says what must come out, changed in declared work → named', () => {
    expect(caveatsOf({ outcomes, changedData: ['calc/testdata/area.golden'] })).toEqual([
      'the work changed files that were there at the start and say what must come out: calc/testdata/area.golden',
    ]);
  });

  test('undeclared reads, checks not shown to be able to fail, expectations that make no difference → each a sentence', () => {
    const twins = [
      { ...twin, survived: 1 },
      { ...twin, check: 'bench', standing: 'notShown' as const, tried: 0, reason: 'no runner is known' },
      { ...twin, check: 'p95', standing: 'notShown' as const, tried: 0, printedByWork: true as const },
    ];
    expect(caveatsOf({ outcomes, undeclaredReads: ['a', 'b', 'c', 'd', 'e', 'f'], twins })).toEqual([
      'checks read changed files that are neither declared as the work nor protected: a, b, c, d, e and 1 more; declare in boundaries.writePaths what of them is the work',
      'not shown to be able to fail where an expectation of its tests is changed: bench',
      'figure printed by a process that runs the work, or may run it, so that the work could print another one: p95',
      '1 of 6 changes of expectations made no difference to tests',
    ]);
  });
});
