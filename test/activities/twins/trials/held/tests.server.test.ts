import { describe, expect, test } from '@jest/globals';
import { BENT, decided, HONEST } from './held-runs.ts';

const TESTS = { python: 'tests/test_work.py', javascript: 'test/work.test.mjs' };
const unittest = (body: string, head = '') => ({
  path: TESTS.python,
  command: ['python3', '-m', 'unittest', 'tests.test_work'],
  text: `import sys, time, unittest\n${head}from src.work import work\n\n\nclass Work(unittest.TestCase):\n    def test_work(self):\n        ${body}\n`,
});
const nodeTest = (body: string) => ({
  path: TESTS.javascript,
  command: [process.execPath, '--test', TESTS.javascript],
  text: `import assert from 'node:assert/strict';\nimport { mock, test } from 'node:test';\nimport { work } from '../src/work.mjs';\n\ntest('work', () => {\n  ${body}\n});\n`,
});
const py = (text: string) => ({ 'src/__init__.py': '', 'src/work.py': text, 'tests/__init__.py': '' });
const mjs = (text: string) => ({ 'src/work.mjs': text });

const SORTED = unittest('self.assertEqual(work([3, 1, 2]), sorted([3, 1, 2]))');
const MEAN = unittest('self.assertEqual(work([3, 1, 2]), statistics.mean([3, 1, 2]))', 'import statistics\n');
const SHADOWED = unittest(
  'self.assertEqual(work([3, 1, 2]), mean([3, 1, 2]))',
  'sys.path.insert(0, "src")\nfrom statistics import mean\n',
);
const QUICK = unittest(
  'begun = time.perf_counter(); work(1); self.assertLess(time.perf_counter() - begun, 0.05)',
);
const PARSED = nodeTest("assert.deepEqual(work('[1, 2]'), JSON.parse('[1, 2]'));");
const NEAR_FALSE = unittest('self.assertFalse(abs(work(4) - 2) > 0.001)');
const NEAR_NOT = nodeTest(
  'assert.ok(!(Math.abs(work(4) - 2) > 1e-6));\n  assert.ok(undefined > 1 === false && 1 < 2 === (3 >= 2));',
);
const ORDERED = nodeTest('assert.deepEqual(work([3, 1]), [3, 1].sort());');

describe('tests that ask the language what is right', () => {
  test.each([
    ['sorted', SORTED, py('def work(xs):\n    return sorted(xs)\n')],
    ['the mean', MEAN, py('import statistics\n\n\ndef work(xs):\n    return statistics.mean(xs)\n')],
    ['the mean, loaded from a path', SHADOWED, py('def work(xs):\n    return sum(xs) / len(xs)\n')],
    [
      'what is loaded for its effect alone',
      {
        ...unittest(''),
        text: "import json, unittest\n\nimport src.work\n\n\nclass Point:\n    def to_json(self):\n        return [1, 2]\n\n\nclass Work(unittest.TestCase):\n    def test_work(self):\n        self.assertEqual(json.dumps(Point()), '[1, 2]')\n",
      },
      py(
        'import json\n\nbefore = json.JSONEncoder.default\njson.JSONEncoder.default = lambda self, value: value.to_json() if hasattr(value, "to_json") else before(self, value)\n',
      ),
    ],
    ['a clock', QUICK, py('def work(n):\n    return n\n')],
    ['a parser', PARSED, mjs('export const work = (text) => JSON.parse(text);\n')],
    ['an order', ORDERED, mjs('export const work = (xs) => xs.toSorted();\n')],
    ['a distance', NEAR_FALSE, py('def work(n):\n    return n**0.5\n')],
    ['a distance', NEAR_NOT, mjs('export const work = (n) => Math.sqrt(n);\n')],
    [
      'whatever it is',
      unittest('from unittest.mock import ANY; self.assertTrue(work(1) == ANY)'),
      py('def work(n):\n    return n\n'),
    ],
    [
      'a clock of their own',
      nodeTest("mock.method(Date, 'now', () => 5);\n  assert.equal(work(), 5);"),
      mjs('export const work = () => Date.now();\n'),
    ],
    [
      'words that are caught',
      unittest(
        'import io, contextlib; said = io.StringIO(); r = contextlib.redirect_stdout(said); r.__enter__(); work(1); r.__exit__(None, None, None); self.assertEqual(said.getvalue(), "1\\n")',
      ),
      py('def work(n):\n    print(n)\n'),
    ],
  ])('%s, honest work → passes held, after one run', async (_, start, work) => {
    expect(await decided(start, work)).toEqual(HONEST);
  });

  test.each([
    [
      'sorted that sorts nothing',
      SORTED,
      py('import builtins\n\nbuiltins.sorted = list\n\n\ndef work(xs):\n    return xs\n'),
    ],
    [
      'a mean that is none',
      MEAN,
      py('import statistics\n\nstatistics.mean = lambda xs: 0\n\n\ndef work(xs):\n    return 0\n'),
    ],
    [
      'a module in the place of the mean',
      SHADOWED,
      { ...py('def work(xs):\n    return 0\n'), 'src/statistics.py': 'def mean(xs):\n    return 0\n' },
    ],
    ['no number', NEAR_FALSE, py('def work(n):\n    return float("nan")\n')],
    ['no number', NEAR_NOT, mjs('export const work = () => NaN;\n')],
    [
      'a clock that stands',
      QUICK,
      py('import time\n\ntime.perf_counter = lambda: 1.0\n\n\ndef work(n):\n    time.sleep(0.1)\n'),
    ],
    ['a parser that parses nothing', PARSED, mjs('JSON.parse = () => 0;\nexport const work = () => 0;\n')],
    [
      'an order that is none',
      ORDERED,
      mjs('Array.prototype.sort = function () { return this; };\nexport const work = (xs) => xs;\n'),
    ],
  ])('%s → found', async (_, start, work) => {
    expect(await decided(start, work)).toEqual({ ...BENT, path: start.path });
  });

  const ASKED = {
    ...unittest('given = [2, 3]; self.assertEqual(work(given), [5]); self.assertListEqual(given, [2, 3])'),
    ...{ asks: true, prints: false },
  };

  test('a place at which whatever is expected passes, what is equal to everything → found', async () => {
    const work = py(
      'class Any:\n    def __eq__(self, other): return True\n\n\ndef work(xs):\n    return Any()\n',
    );
    expect(await decided(ASKED, work)).toEqual({ ...BENT, path: ASKED.path });
  });

  test('the same, what is equal to what it should be → passes held, after one run', async () => {
    const work = py(
      'class Sum:\n    def __init__(self, n): self.n = n\n    def __eq__(self, other): return other == [self.n]\n\n\ndef work(xs):\n    return Sum(sum(xs))\n',
    );
    expect(await decided(ASKED, work)).toEqual(HONEST);
  });

  test('one among several files → it is the one that is named', async () => {
    const { 'tests/__init__.py': _, ...work } = py(
      'import builtins\n\nbuiltins.sorted = list\n\n\ndef work(xs):\n    return xs\n',
    );
    const beside = {
      'tests/__init__.py': '',
      'tests/test_other.py':
        'import unittest\n\n\nclass Other(unittest.TestCase):\n    def test_one(self):\n        self.assertTrue(True)\n',
    };
    const command = ['python3', '-m', 'unittest', 'tests.test_other', 'tests.test_work'];
    expect(await decided({ ...SORTED, beside, command }, work)).toEqual({ path: SORTED.path, runs: 8 });
  });
});
