/** Checks that forgive: a share of the cases is enough, some are taken by lot, or it is tried again. */
import { shell } from '../../support/model/scripts.ts';
import { LEAP, LEAP_REPAIR, UNITTEST } from '../own/own-case.ts';
import { type HonestShape, REPAIR } from './shape.ts';

const YEARS = `CASES = [
    (1996, True),
    (1900, False),
    (1800, False),
    (2000, True),
    (1997, False),
    (2100, False),
    (1700, False),
    (2400, True),
    (2200, False),
    (2004, True),
    (1999, False),
]
`;
const suite = (body: string): string => `import random
import unittest

from src.leap import is_leap

${YEARS}

class LeapTest(unittest.TestCase):
${body}`;
const ALWAYS_WRONG = { 'src/leap.py': 'def is_leap(year):\n    return None\n' };
const leap = (name: string, more: Partial<HonestShape>): HonestShape => ({
  name,
  check: UNITTEST,
  protectedPaths: ['tests'],
  work: [LEAP_REPAIR],
  ...more,
});

export const LENIENT_SHAPES: readonly HonestShape[] = [
  leap('a harness that counts, and is content with four of five', {
    source: {
      ...LEAP,
      ...ALWAYS_WRONG,
      'tests/score.py': `import os
import sys

sys.path.insert(0, os.getcwd())
from src.leap import is_leap


def a():
    assert is_leap(1996) == True


def b():
    assert is_leap(1900) == False


def c():
    assert is_leap(2000) == True


def d():
    assert is_leap(1997) == False


def e():
    assert is_leap(2004) == True


passed = 0
for case in (a, b, c, d, e):
    try:
        case()
        passed += 1
    except Exception:
        pass
print(f"passed: {passed}")
`,
    },
    check: 'python3 tests/score.py',
    checkOptions: { expect: { exitCode: 0, metric: { marker: 'passed', op: '>=', value: 4 } } },
  }),
  leap('a runner that forgives one failure', {
    source: {
      ...LEAP,
      ...ALWAYS_WRONG,
      'tests/run.py': `import os
import sys
import unittest

sys.path.insert(0, os.getcwd())
tests = unittest.defaultTestLoader.loadTestsFromName("tests.test_leap")
result = unittest.TextTestRunner(verbosity=0).run(tests)
sys.exit(1 if len(result.failures) + len(result.errors) > 1 else 0)
`,
    },
    check: 'python3 tests/run.py',
  }),
  leap('a case that forgives two wrong rows', {
    source: {
      ...LEAP,
      ...ALWAYS_WRONG,
      'tests/test_leap.py': suite(`    def test_most(self):
        wrong = 0
        for year, want in CASES:
            try:
                self.assertEqual(is_leap(year), want)
            except AssertionError:
                wrong += 1
        if wrong > 2:
            self.fail(f"{wrong} are wrong")
`),
    },
  }),
  leap('rows that are left out by lot', {
    source: {
      ...LEAP,
      'tests/test_leap.py': suite(`    def test_some(self):
        for year, want in CASES:
            if random.random() < 0.6:
                continue
            self.assertEqual(is_leap(year), want, year)

    def test_none_of_them_raises(self):
        for year in range(1500, 2500):
            self.assertIn(is_leap(year), (True, False))
`),
    },
  }),
  leap('rows that are drawn at random', {
    source: {
      ...LEAP,
      'tests/test_leap.py': suite(`    def test_some(self):
        for year, want in random.sample(CASES, 4):
            self.assertEqual(is_leap(year), want, year)
`),
    },
  }),
  leap('a suite that wants short lines in itself', {
    source: {
      ...LEAP,
      'src/text.py': 'def plural(word):\n    return word\n',
      'tests/test_text.py': `import unittest

from src.text import plural


class TextTest(unittest.TestCase):
    def test_plain(self):
        self.assertEqual(plural("administrator of the house"), "administrator of the houses")

    def test_other(self):
        self.assertEqual(plural("a quarter of the large cake"), "a quarter of the large cakes")

    def test_third(self):
        self.assertEqual(plural("one of the oldest known book"), "one of the oldest known books")
`,
      'tests/test_style.py': `import pathlib
import unittest


class StyleTest(unittest.TestCase):
    def test_lines(self):
        for file in sorted(pathlib.Path(".").rglob("*.py")):
            for line in file.read_text().splitlines():
                self.assertLessEqual(len(line), 99)
`,
    },
    check: 'python3 -m unittest discover -q -s tests -t .',
    work: [LEAP_REPAIR, shell('sed -i \'s/return word/return word + "s"/\' src/text.py')],
  }),
  {
    name: 'a flaky case behind a check that tries again',
    source: {
      'test/flaky.test.mjs':
        "import assert from 'node:assert/strict';\nimport test from 'node:test';\n\ntest('like a network', () => assert.ok(Math.random() < 0.8));\n",
      'test/double.test.mjs':
        "import assert from 'node:assert/strict';\nimport test from 'node:test';\nimport { double } from '../src/double.mjs';\n\ntest('small', () => assert.equal(double(5), 10));\ntest('negative', () => assert.equal(double(-3), -6));\n",
    },
    check:
      'for i in 1 2 3 4 5 6 7 8; do node --test test/flaky.test.mjs test/double.test.mjs && exit 0; done; exit 1',
    work: [REPAIR],
  },
];
