import { describe, expect, test } from '@jest/globals';
import { understandCommand } from '../../../../activities/twins/runners/understand-command.ts';

describe('understandCommand: by which words cases are left out', () => {
  test.each([
    ['python3 -m pytest -q tests/test_a.py -k leap', ['-k leap']],
    ['pytest tests/test_a.py::test_one tests/test_b.py', ['tests/test_a.py::test_one']],
    ['pytest tests/test_a.py::ATest', ['tests/test_a.py::ATest']],
    ['python3 -m unittest tests.test_a.ATest.test_x', ['tests.test_a.ATest.test_x']],
    ["go test -run '^TestA$' ./...", ['-run ^TestA$']],
    ['npx jest -t adds', ['-t adds']],
    ['npx vitest run --testNamePattern=adds', ['--testNamePattern=adds']],
    ['cargo test adds', ['adds']],
    ['make && go test -run TestA . && pytest -kleap', ['-run TestA', '-kleap']],
  ])('%s → %j', (command, words) => {
    expect(understandCommand(command).leavesOut).toEqual(words);
  });

  test.each([
    'pytest -q tests',
    'python3 -m unittest tests.test_a',
    'go test ./...',
    'npx jest',
    'make check',
  ])('%s → none', (command) => {
    expect(understandCommand(command).leavesOut).toEqual([]);
  });

  test('behind the script of a package → those behind it', () => {
    const scripts = { test: 'jest --ci' };
    expect(understandCommand('npm test -- -t adds', scripts).leavesOut).toEqual(['-t adds']);
  });
});
