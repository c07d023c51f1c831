import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { covers } from '../../../../workflows/contract/patterns/path-pattern.ts';
import { patternProblem, spellable } from '../../../../workflows/contract/patterns/pattern-problem.ts';

describe('patternProblem', () => {
  test.each<[string, RegExp]>([
    ['{test,bench}/**', /"\{", "\}".* not a shell glob.*write two patterns: "test\/\*\*", "bench\/\*\*"/],
    ['src/{a,{b,c}}.js', /write three patterns: "src\/a\.js", "src\/b\.js", "src\/c\.js"/],
    ['@(test|bench)/**', /write two patterns: "test\/\*\*", "bench\/\*\*"/],
    ['+(test)/**', /\? for each, "\+\?test\?\/\*\*"/],
    ['!(src)/**', /is not a shell glob/],
    ['!src/**', /nothing is excepted by "!"/],
    ['app/[id]/page.tsx', /write \? for each, "app\/\?id\?\/page\.tsx"/],
    ['app/(group)/page.tsx', /"app\/\?group\?\/page\.tsx"/],
    ['test/[a-z]*.js', /"\[", "\]"/],
    ['test\\unit', /write \/ between folders, "test\/unit"/],
    ['app/\\[id\\].ts', /write \? for such a character, "app\/\?id\?\.ts"/],
    [' test', /has space around it: write "test"/],
    ['test\u00a0', /has space around it: write "test"/],
    ['\ufefftest', /has space around it/],
    ['te\tst', /control character/],
    ['test\u2028', /control character/],
    ['test\n', /control character/],
  ])('%j → named with its remedy', (pattern, words) => {
    expect(patternProblem(pattern)).toMatch(words);
  });

  test.each([
    'test',
    'test/**',
    '**/*.test.?s',
    '.github/workflows',
    'docs/a b.md',
    'näme/**',
    '*.d.ts',
    'a+b@c,d=e~f#g%h&i;j^k$l',
  ])('%j → understood', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  test('a remedy → is understood in its turn', () => {
    const marks = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '!',
      '\\',
      ',',
      '|',
      'a',
      'test',
      '/',
      '*',
      '@',
    );
    fc.assert(
      fc.property(fc.array(marks, { minLength: 1, maxLength: 12 }), (parts) => {
        const problem = patternProblem(parts.join('')) ?? '';
        const listed = /patterns: ((?:"[^"]+"(?:, )?)+)/.exec(problem)?.[1] ?? '';
        const single = /(?: for each, |folders, |character, |: write )("[^"]+")/.exec(problem)?.[1] ?? '';
        for (const [, remedy = ''] of `${listed} ${single}`.matchAll(/"([^"]+)"/g))
          expect([remedy, patternProblem(remedy)]).toEqual([remedy, undefined]);
      }),
    );
  });

  test('a pattern of the greatest length → no longer message than a person reads', () => {
    expect(patternProblem('{a,b}'.repeat(100))?.length).toBeLessThan(400);
  });
});

test('spellable: a name with any characters → a pattern that is understood and covers it', () => {
  const byte = (text: string): string => Buffer.from(text).toString('latin1');
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (name) => {
      fc.pre(!/[/\0]/.test(name) && name.isWellFormed() && name !== '.' && name !== '..');
      const pattern = spellable(name);
      expect(patternProblem(pattern)).toBeUndefined();
      expect(covers(byte(pattern), byte(name))).toBe(true);
    }),
  );
  expect(spellable('[id]')).toBe('?id?');
});
