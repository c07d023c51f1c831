import { expect, test } from '@jest/globals';
import { protectedWork } from '../../../../workflows/contract/patterns/protected-work.ts';

test.each<[string, string[], string[], string[]]>([
  ['the same pattern', ['app/**'], ['app/**', 'tests/**'], ['app/**']],
  ['work inside of what is protected', ['docs', 'src/a'], ['src'], ['src/a']],
  ['a protected file within the work', ['src/**'], ['src/main.lock'], []],
  ['everything declared, and the tests protected', ['**'], ['tests/**'], []],
  ['nothing protected', ['src/**'], [], []],
])('protectedWork: %s → by the whole pattern', (_, writePaths, protectedPaths, wanted) => {
  const found = protectedWork({ verification: { protectedPaths }, boundaries: { writePaths } });
  expect(found.map(({ pattern }) => pattern)).toEqual(wanted);
});
