import { describe, expect, test } from '@jest/globals';
import { draftGoal } from '../../../contracts/draft/draft-goal.ts';

const PATHS = [
  'app',
  'app/slug.py',
  'tests',
  'tests/test_slug.py',
  'node_modules/x/test/a.js',
  'src/a.test.ts',
];
const proposed = (text: string, contract = {}, paths = PATHS) =>
  draftGoal({ text, contract, workspace: { paths, isWhole: true } }).proposals.flatMap(
    ({ field, value, reason }) =>
      field === 'verification.protectedPaths' && reason.startsWith('The words want') ? [value] : [],
  );

describe('proposals of tests that the words want left alone', () => {
  test.each<[string, string[]]>([
    [
      'Make the failing tests pass, verified by `python3 -m unittest`, without changing the tests',
      ['tests/**', '**/*.test.ts'],
    ],
    ['Fix the slug. Do not touch any test.', ['tests/**', '**/*.test.ts']],
    ['Fix the slug and leave the tests alone', ['tests/**', '**/*.test.ts']],
    ['Fix the slug, keeping the tests unchanged', ['tests/**', '**/*.test.ts']],
    ['Fix the slug, verified by `make test`', []],
    ['Do not stop before the tests pass', []],
    ['Fix the slug while keeping the tests green', []],
  ])('%s → where the workspace has them', (text, wanted) => {
    expect(proposed(text)).toEqual(wanted);
  });

  test('protected already, or none there → nothing', () => {
    const contract = { verification: { protectedPaths: ['tests/**', '**/*.test.ts'] } };
    expect(proposed('Fix it without changing the tests', contract)).toEqual([]);
    expect(proposed('Fix it without changing the tests', {}, ['app/slug.py'])).toEqual([]);
  });
});
