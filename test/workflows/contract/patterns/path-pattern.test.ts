import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cleanPattern,
  coveredBy,
  covers,
  isGlob,
} from '../../../../workflows/contract/patterns/path-pattern.ts';

describe('covers: pattern and path → whether', () => {
  test.each([
    ['test', 'test', true],
    ['test', 'test/deep/a.js', true],
    ['test/', 'test/a.js', true],
    ['./test//unit', 'test/unit/a.js', true],
    ['test', 'testing/a.js', false],
    ['test/a.js', 'test/a.js.bak', false],
    ['test/a.js', 'test', false],
    ['jest.config.*', 'jest.config.mjs', true],
    ['jest.config.*', 'sub/jest.config.mjs', false],
    ['**/conftest.py', 'conftest.py', true],
    ['**/conftest.py', 'a/b/conftest.py', true],
    ['**/conftest.py', 'a/b/conftest.pyc', false],
    ['test/**', 'test/a/b.js', true],
    ['test/**', 'test', false],
    ['src/**/*.test.ts', 'src/a.test.ts', true],
    ['src/**/*.test.ts', 'src/a/b/c.test.ts', true],
    ['src/**/*.test.ts', 'src/a/b/c.ts', false],
    ['*', '.npmrc', true],
    ['*rc', '.npmrc', true],
    ['?ake', 'make', true],
    ['?ake', 'ake', false],
    ['a[bc]', 'ab', false],
    ['a[bc]', 'a[bc]', true],
    ['a.c', 'abc', false],
  ])('%s, %s → %s', (pattern, path, isCovered) => {
    expect(covers(pattern, path)).toBe(isCovered);
  });

  test('no pattern → nothing', () => {
    expect(coveredBy([])('a')).toBe(false);
    expect(covers('', 'a')).toBe(true);
  });

  test('many stars against a long name that fails at its end → answered at once', () => {
    const startedAtMs = performance.now();
    expect(covers(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false);
    expect(covers(`${'**/a/'.repeat(100)}b`, Array(2_000).fill('a').join('/'))).toBe(false);
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
  });
});

const name = fc.stringMatching(/^[a-z.]{1,6}$/).filter((text) => text !== '.' && text !== '..');
const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));

test('covers: any path → by itself, by `**`, by each folder it is in', () => {
  fc.assert(
    fc.property(path, (text) => {
      const names = text.split('/');
      expect(covers(text, text)).toBe(true);
      expect(covers('**', text)).toBe(true);
      for (let count = 1; count <= names.length; count += 1)
        expect(covers(names.slice(0, count).join('/'), text)).toBe(true);
    }),
  );
});

/** The same rule as a regular expression, which tests may make. */
const asExpression = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('/')
      .map((part, index, all) => {
        const last = index === all.length - 1;
        if (part === '**') return last ? '[^/]+(?:/[^/]+)*' : '(?:[^/]+/)*';
        const text = part.replace(/[.]/g, '\\.').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]');
        return last ? text : `${text}/`;
      })
      .join('')}(?:/.*)?$`,
  );

test('covers: any pattern and path → what the regular expression says', () => {
  const part = fc
    .oneof(fc.constant('**'), fc.stringMatching(/^[ab*?.]{1,4}$/))
    .filter((text) => text === '**' || (!text.includes('**') && text !== '.' && text !== '..'));
  const pattern = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const found = fc
    .array(fc.stringMatching(/^[ab.]{1,4}$/), { minLength: 1, maxLength: 4 })
    .map((names) => names.filter((text) => text !== '.' && text !== '..').join('/'))
    .filter((text) => text !== '');
  fc.assert(
    fc.property(pattern, found, (glob, text) => {
      const isCovered = asExpression(glob).test(text);
      expect([covers(glob, text), coveredBy(['none', glob])(text)]).toEqual([isCovered, isCovered]);
    }),
    { numRuns: 2_000 },
  );
});

test('cleanPattern, isGlob: as written → in one form, and whether it may match several', () => {
  expect(cleanPattern('./a//b/./c/')).toBe('a/b/c');
  expect([isGlob('a/b'), isGlob('a/*'), isGlob('a?')]).toEqual([false, true, true]);
});
