import { describe, expect, test } from '@jest/globals';
import { testFilesOf } from '../../../../activities/twins/trials/test-files.ts';

describe('testFilesOf', () => {
  test.each([
    ['python3 -m unittest -q two_fer_checks', ['two_fer_checks.py', 'cases.py'], ['two_fer_checks.py']],
    ['pytest ./a/b.py::T::x', ['a/b.py', 'conftest.py'], ['a/b.py']],
    [
      'npm test',
      ['package.json', 'src/a.test.ts', 'test/support.mjs', 'lib/x.js'],
      ['src/a.test.ts', 'test/support.mjs'],
    ],
    ['go test ./...', ['go.mod', 'a/a_test.go', 'a/a.go'], ['a/a_test.go']],
    ['node check/run.mjs', ['check/run.mjs', 'check/cases.json'], ['check/run.mjs']],
    ['bash check.sh', ['check.sh', 'verify.py', 'cases.txt'], ['verify.py']],
    ['bash check.sh', ['check.sh'], []],
  ])('%s reads %j → %j', (command, paths, tests) => {
    expect(testFilesOf(command, paths)).toEqual(tests);
  });
});
