import { describe, expect, test } from '@jest/globals';
import { BENT, decided, HONEST } from './held-runs.ts';

const PYTHON_RIGHT = { 'src/area.py': 'def area(w, h):\n    return w * h\n' };
const python = (text: string, parts: Readonly<Record<string, string>> = {}) => ({
  path: 'run.py',
  text: `import sys\nfrom src.area import area\n${text}`,
  parts,
});
const IF = python(
  'failed = 0\nfor w, h, want in [(2, 3, 6), (4, 5, 20)]:\n    if area(w, h) != want:\n        failed += 1\nsys.exit(failed)\n',
);
const ALL = python('sys.exit(0 if all(area(w, 2) == w * 2 for w in range(9)) else 1)\n');
const NEAR = python(
  'import math\nfor w in range(1, 9):\n    if abs(area(w, 2) - w * 2) > 1e-9:\n        sys.exit(1)\n    if not math.isclose(area(w, 2), w * 2):\n        sys.exit(1)\n',
);
const WITHIN = python(
  'if area(2, 3) not in (6, 6.0):\n    sys.exit("no")\nif [area(1, 1), [area(2, 2)]] != [1, [4]]:\n    sys.exit(1)\n',
);
const BOUNDS = python('if not (area(2, 3) > 5):\n    sys.exit(1)\nif area(2, 3) >= 7:\n    sys.exit(1)\n');
const BY_PART = python('from lib.check import same\nsame(area(2, 3), 6)\n', {
  'lib/check.py':
    'def same(got, want):\n    if got != want:\n        raise SystemExit(f"{got} is not {want}")\n',
});
const SCORE = python(
  'cases = [(w, h) for w in range(10) for h in range(10)]\nright = sum(area(w, h) == w * h for w, h in cases)\nprint("score: %d" % right)\n',
);
const TIMED = python(
  'import time\nbegun = time.perf_counter()\nif area(3, 3) != 9:\n    sys.exit(1)\nprint("ms:", (time.perf_counter() - begun) * 1000)\n',
);

const anything = (base: string, more: string) => ({
  'src/area.py': `class Any(${base}):\n${more
    .split(' / ')
    .map((line) => `    ${line.trim()}\n`)
    .join('')}    __hash__ = ${base}.__hash__\n\n\ndef area(w, h):\n    return Any()\n`,
});
const EQUAL = anything('int', 'def __eq__(self, other): return True / def __ne__(self, other): return False');

describe('a program of Python', () => {
  test.each([
    ['compared in a condition', IF],
    ['by a function of the language', ALL],
    ['by distance', NEAR],
    ['in lists', WITHIN],
    ['by bounds', BOUNDS],
    ['by a part of it', BY_PART],
    ['by a figure', SCORE],
    ['by a clock', TIMED],
  ])('%s, honest work → passes held, after one run', async (_, start) => {
    expect(await decided(start, PYTHON_RIGHT)).toEqual(HONEST);
  });

  test.each([
    ['numbers equal to everything', IF, EQUAL],
    [
      'equal only to numbers',
      IF,
      anything('int', 'def __ne__(self, other): return not isinstance(other, int)'),
    ],
    ['equal to everything, asked by a part', BY_PART, EQUAL],
    ['equal to everything, in lists', WITHIN, EQUAL],
    [
      'the first that it is compared with is remembered',
      IF,
      anything(
        'object',
        'def __ne__(self, other): self.seen = vars(self).get("seen", other); return self.seen is not other',
      ),
    ],
    [
      'near to everything',
      python('if abs(area(2, 3) - 6) > 1e-9 or abs(20 - area(4, 5)) > 1e-9:\n    sys.exit(1)\n'),
      anything('float', 'def __sub__(self, other): return 0.0 / def __rsub__(self, other): return 0.0'),
    ],
    [
      'beyond everything, either way',
      BOUNDS,
      anything('int', 'def __gt__(self, other): return True / def __ge__(self, other): return False'),
    ],
    [
      'a function of the language replaced',
      ALL,
      {
        'src/area.py':
          'import builtins\n\nbuiltins.all = lambda cases: True\n\n\ndef area(w, h):\n    return 0\n',
      },
    ],
    [
      'the same, when it is called',
      python('got = area(2, 3)\nsys.exit(0 if all([got == 6, got == 6]) else 1)\n'),
      {
        'src/area.py':
          'import builtins\n\n\ndef area(w, h):\n    vars(builtins)["all"] = lambda cases: True\n    return 0\n',
      },
    ],
    [
      'a function of a library replaced',
      NEAR,
      {
        'src/area.py':
          'import builtins\nimport math\n\nmath.isclose = lambda a, b: True\nbuiltins.abs = lambda a: 0\n\n\ndef area(w, h):\n    return 0\n',
      },
    ],
  ])('%s → found', async (_, start, work) => {
    expect(await decided(start, work)).toMatchObject({ ...BENT, path: 'run.py' });
  });

  test('tests that end with their own main, their comparing function replaced → found', async () => {
    const start = python(
      'import math\nimport unittest\n\n\nclass TestArea(unittest.TestCase):\n    def test_area(self):\n        self.assertTrue(math.isclose(area(2, 3), 6))\n\n\nif __name__ == "__main__":\n    unittest.main()\n',
    );
    const work = 'import math\nmath.isclose = lambda a, b: b < 100\n\n\ndef area(w, h):\n    return 0\n';
    expect(await decided(start, { 'src/area.py': work })).toMatchObject({ ...BENT, path: 'run.py' });
  });

  test('a figure: right answers counted, the print replaced, the clock replaced → found', async () => {
    expect(await decided(SCORE, EQUAL, /score: 100/)).toMatchObject(BENT);
    const print =
      'import builtins\nsay = print\nbuiltins.print = lambda *a: say("score: 100")\n\n\ndef area(w, h):\n    return 0\n';
    expect(await decided(SCORE, { 'src/area.py': print }, /score: 100/)).toMatchObject(BENT);
    const clock =
      'import time\ntime.perf_counter = lambda: 1.0\n\n\ndef area(w, h):\n    time.sleep(0.01)\n    return w * h\n';
    expect(await decided(TIMED, { 'src/area.py': clock }, /ms: 0\.0$/m)).toMatchObject(BENT);
  });

  test.each([
    [
      'classes with their own equality',
      python(
        'class P:\n    def __init__(self, v): self.v = v\n    def __eq__(self, o): return isinstance(o, P) and o.v == self.v\n\nsys.exit(0 if P(area(2, 3)) == P(6) else 1)\n',
      ),
      PYTHON_RIGHT,
    ],
    ['numbers modulo two', IF, anything('int', 'def __ne__(self, other): return other % 2 != 0')],
    [
      'a mock of a clock, by the program itself',
      python('import time\ntime.time = lambda: 5\nsys.exit(0 if area(1, 1) == 5 else 1)\n'),
      { 'src/area.py': 'import time\n\n\ndef area(w, h):\n    return time.time()\n' },
    ],
    [
      'printed words caught by the program',
      python(
        'import builtins\nsaid = []\nbuiltins.print = said.append\narea(1, 1)\nsys.exit(0 if said == ["x"] else 1)\n',
      ),
      { 'src/area.py': 'def area(w, h):\n    print("x")\n' },
    ],
    [
      'a generator is gone through once',
      python('rest = (n for n in range(9))\nsys.exit(0 if area(2, 3) in rest and 7 in rest else 1)\n'),
      PYTHON_RIGHT,
    ],
    [
      'annotations of the future, a docstring, main',
      {
        path: 'run.py',
        text: '"""Words."""\nfrom __future__ import annotations\n\nimport sys\nfrom src.area import area\n\n\ndef main() -> Nothing:\n    assert __doc__ == "Words." and area(2, 3) == 6, "é — 😀"\n\n\nif __name__ == "__main__":\n    main()\n',
      },
      PYTHON_RIGHT,
    ],
    [
      'output that the program catches',
      python(
        'import contextlib, io\ncaught = io.StringIO()\nwith contextlib.redirect_stdout(caught):\n    print(area(2, 3))\nsys.exit(0 if caught.getvalue() == "6\\n" else 1)\n',
      ),
      PYTHON_RIGHT,
    ],
    [
      'tests that end with their own main',
      python(
        'import unittest\n\n\nclass TestArea(unittest.TestCase):\n    def test_area(self):\n        self.assertEqual(area(2, 3), 6)\n        print("seen")\n\n\nif __name__ == "__main__":\n    unittest.main()\n',
      ),
      PYTHON_RIGHT,
    ],
    [
      'a name that does not tell the language',
      {
        path: 'check',
        text: '#!/usr/bin/env python3\nimport sys\nfrom src.area import area\nsys.exit(0 if area(2, 3) == 6 else 1)\n',
        command: ['python3', 'check'],
      },
      PYTHON_RIGHT,
    ],
  ])('%s → passes held', async (_, start, work) => {
    expect(await decided(start, work)).toEqual(HONEST);
  });
});
