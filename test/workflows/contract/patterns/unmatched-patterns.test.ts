import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf } from '../../../../workflows/contract/patterns/path-bytes.ts';
import { coveredBy, segmentsOf } from '../../../../workflows/contract/patterns/path-pattern.ts';
import { matchesIn, pathTree } from '../../../../workflows/contract/patterns/path-tree.ts';
import { patternProblem } from '../../../../workflows/contract/patterns/pattern-problem.ts';
import { unmatchedPatterns } from '../../../../workflows/contract/patterns/unmatched-patterns.ts';

const PATHS = [
  'package.json',
  '.nvmrc',
  'src',
  'src/cart.js',
  'src/price.test.js',
  'test',
  'test/run.mjs',
  'test/cases/1.out',
  'packages/api/spec/login.spec.ts',
  'app/[id]/page.tsx',
  'node_modules/left/bench/run.js',
  'cafe\u0301/menu.txt',
  'empty',
];

const look = (pattern: string, paths: readonly string[] = PATHS) =>
  unmatchedPatterns([pattern], { paths, isWhole: true })[0];

describe('unmatchedPatterns', () => {
  test.each([
    'test',
    './test//',
    'test/**',
    '**/*.spec.ts',
    'src/*.test.js',
    'packages',
    'app/?id?/page.tsx',
    'empty',
    '**',
  ])('%s, which matches → not named', (pattern) => {
    expect(look(pattern)).toBeUndefined();
  });

  test.each<[string, string]>([
    ['Test/**', 'test/**'],
    ['SRC/Cart.js', 'src/cart.js'],
    ['tests/**', 'test/**'],
    ['tset/**', 'test/**'],
    ['test/case/**', 'test/cases/**'],
    ['test/run.js', 'test/run.mjs'],
    ['test/run', 'test/run.mjs'],
    ['caf\u00e9/**', 'cafe\u0301/**'],
    ['te\u200bst/**', 'test/**'],
    ['test /**', 'test/**'],
    ['*.spec.ts', '**/*.spec.ts'],
    ['api/spec/**', '**/api/spec/**'],
    ['**/logn.spec.ts', '**/login.spec.ts'],
    ['src/*.Test.JS', 'src/price.test.js'],
    ['app/id/page.tsx', 'app/?id?/page.tsx'],
  ])('%s → named with what comes near: %s', (pattern, hint) => {
    expect(look(pattern)).toEqual({ pattern, index: 0, sealsAbsence: false, hint });
    expect(look(hint)).toBeUndefined();
  });

  test.each(['benchmarks/**', 'bench/**', 'empty/**', '*.rb'])(
    '%s, which comes near nothing → named alone',
    (pattern) => {
      expect(look(pattern)).toEqual({ pattern, index: 0, sealsAbsence: false });
    },
  );

  test.each([
    'results/final.csv',
    '.npmrc',
    'jest.config.*',
    '**/conftest.py',
    'api/go.mod',
    'package-lock.json',
  ])(
    '%s, one path or the configuration of a runner → sealed as absent, and nothing else is meant',
    (pattern) => {
      expect(look(pattern)).toEqual({ pattern, index: 0, sealsAbsence: true });
    },
  );

  test('a configuration in other case → what is there is meant', () => {
    expect(look('Package.json')).toMatchObject({ sealsAbsence: false, hint: 'package.json' });
  });

  test('several patterns → each with its place', () => {
    expect(
      unmatchedPatterns(['test', 'tets/**', 'src', 'nope/**'], { paths: PATHS, isWhole: true }).map(
        ({ index }) => index,
      ),
    ).toEqual([1, 3]);
  });

  test('an empty workspace → every pattern is named; no pattern → nothing', () => {
    expect(look('**', [])).toMatchObject({ sealsAbsence: false });
    expect(unmatchedPatterns([], { paths: [], isWhole: true })).toEqual([]);
  });

  test('a list that was cut → only what surely matches nothing is named', () => {
    const cut = { paths: ['a', 'b', 'a/c', 'a/c/d'], isWhole: false };
    const named = unmatchedPatterns(['x', 'a/x', 'a/c/x', '**/x', 'x/y/z', 'a/?'], cut);
    expect(named.map(({ pattern }) => pattern)).toEqual(['x', 'a/x']);
  });

  test('`?` → one byte, as where paths are sealed', () => {
    expect(look('?bc', ['\u00e4bc'])).toBeDefined();
    expect(look('??bc', ['\u00e4bc'])).toBeUndefined();
    expect(look('?bc', ['hex:e46263'])).toBeUndefined();
  });

  test('a hint → always matches, and may always be sent', () => {
    const name = fc.stringMatching(/^[abAB.(\u00e4 ]{1,3}$/).filter((text) => text !== '.' && text !== '..');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
    const segment = fc.oneof(name, fc.constantFrom('*', '**', '?', 'a*'));
    const pattern = fc.array(segment, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 8 }), pattern, (paths, wanted) => {
        fc.pre(patternProblem(wanted) === undefined);
        const hint = look(wanted, paths)?.hint;
        if (hint === undefined) return;
        expect([hint, look(hint, paths)]).toEqual([hint, undefined]);
        expect(patternProblem(hint)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  test('20,000 paths and 100 patterns that match nothing → no pattern is held against every path twice', () => {
    const paths = Array.from({ length: 20_000 }, (_, index) => `d${index % 40}/e${index % 700}/f${index}`);
    const patterns = Array.from({ length: 100 }, (_, index) => `${'**/'.repeat(9)}x${index}`);
    expect(unmatchedPatterns(patterns, { paths, isWhole: true })).toHaveLength(100);
  });
});

test('matchesIn: any pattern and paths → whether one of the paths, or a folder of it, is covered', () => {
  const name = fc.stringMatching(/^[ab\u00e4]{1,2}$/);
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const segment = fc.oneof(name, fc.constantFrom('*', '**', '?', 'a*', '*b'));
  const pattern = fc.array(segment, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  fc.assert(
    fc.property(fc.array(path, { maxLength: 6 }), pattern, (paths, wanted) => {
      const isCovered = coveredBy([bytesOf(wanted)]);
      expect(matchesIn(pathTree(paths), segmentsOf(wanted).map(bytesOf))).toBe(
        paths.some((each) => isCovered(bytesOf(each))),
      );
    }),
    { numRuns: 1_000 },
  );
});
