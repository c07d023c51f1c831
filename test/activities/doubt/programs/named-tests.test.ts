import { expect, test } from '@jest/globals';
import { namedTests } from '../../../../activities/doubt/programs/named-tests.ts';

const FILES: Readonly<Record<string, string>> = {
  'checks/leap.py':
    'import unittest\n\n\nclass LeapTest(unittest.TestCase):\n    def test_a(self):\n        pass\n',
  'checks/area.mjs': "import test from 'node:test';\n\ntest('small', () => {});\n",
  'checks/data.py': 'CASES = [(2, 3, 6)]\n',
  'src/leap.py': 'def is_leap(year):\n    return year % 4 == 0\n',
  'notes/checks.txt': 'test("small")\n',
};

test.each<[string, readonly string[]]>([
  ['python3 -m unittest -q checks.leap', ['checks/leap.py']],
  ['python3 -m unittest checks.leap.LeapTest', ['checks/leap.py']],
  ['node --test checks/area.mjs', ['checks/area.mjs']],
  ['python3 -m pytest -q checks/', ['checks/leap.py', 'checks/area.mjs']],
  ['npm test', ['checks/area.mjs']],
  ['node src/leap.py checks', []],
  ['python3 -m unittest', []],
  ['python3 checks/data.py src/leap.py notes/checks.txt', []],
])('namedTests: %s → %j', async (command, paths) => {
  const scripts = { test: 'node --test checks/area.mjs' };
  const found = await namedTests(command, scripts, Object.keys(FILES), async (path) => FILES[path]);
  expect([...found]).toEqual(paths);
});
