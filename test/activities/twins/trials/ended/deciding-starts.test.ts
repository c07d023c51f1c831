import { expect, test } from '@jest/globals';
import { decidingStarts } from '../../../../../activities/twins/trials/ended/deciding-starts.ts';

const PATHS = ['tests/run.py', 'tests/run.sh', 'test/run.mjs', 'tests/a.txt'];

test.each([
  [['python3 tests/run.py'], ['tests/run.py']],
  [['npm run build && node test/run.mjs'], ['test/run.mjs']],
  [['cd . && FOO=1 timeout 60 python3 -B tests/run.py'], ['tests/run.py']],
  [['python3 -m tests.run'], ['tests/run.py']],
  [['python3 -m doctest tests/a.txt'], ['tests/a.txt']],
  [
    ['sh all.sh', '#!/bin/sh\nset -e\npython3 tests/run.py\nnode test/run.mjs\n'],
    ['tests/run.py', 'test/run.mjs'],
  ],
])('decidingStarts: %j → %j, by their exit code', (lines, paths) => {
  expect(decidingStarts(lines, PATHS)).toEqual(paths);
});

test.each([
  ['what it prints is piped on', ['python3 tests/run.py | grep -q ok']],
  ['it may fail', ['python3 tests/run.py || true']],
  ['another command follows in any case', ['python3 tests/run.py; echo done; true']],
  ['a script goes on behind it', ['sh all.sh', 'python3 tests/run.py\ntest -f x\n']],
  ['it is asked about', ['sh all.sh', 'set -e\nif python3 tests/run.py; then echo ok; fi\n']],
  ['a runner loads it', ['node --test test/run.mjs', 'python3 -m pytest tests/run.py']],
])('decidingStarts: %s → none', (_, lines) => {
  expect(decidingStarts(lines, PATHS)).toEqual([]);
});
