import { describe, expect, test } from '@jest/globals';
import { startedTests } from '../../../../activities/twins/trials/started-tests.ts';

const PATHS = ['test/run.mjs', 'tests/test_a.py', 'tests/test_b.py', 'tests/__init__.py'];

describe('startedTests', () => {
  test.each([
    ['node test/run.mjs', ['test/run.mjs']],
    ['node ./test/run.mjs --quick', ['test/run.mjs']],
    ['python3 -m unittest -q tests.test_a', ['tests/test_a.py']],
    ['python3 -m unittest tests.test_a.ATest.test_one', ['tests/test_a.py']],
    ['pytest tests/test_a.py::ATest tests/test_b.py', ['tests/test_a.py', 'tests/test_b.py']],
    ['bash -c "python3 tests/test_b.py"', ['tests/test_b.py']],
    ['npm test', ['test/run.mjs']],
    ['python3 -m unittest discover -s tests', []],
    ['test -f test/run.mjs && make', []],
    ['node dist/test/run.mjs', []],
  ])('%s → %j', (command, started) => {
    expect(startedTests(command, { test: 'node test/run.mjs' }, PATHS)).toEqual(started);
  });

  test('a copy of it elsewhere, if that is asked for → as well', () => {
    expect(startedTests('node dist/test/run.mjs', {}, PATHS, true)).toEqual(['test/run.mjs']);
  });
});
