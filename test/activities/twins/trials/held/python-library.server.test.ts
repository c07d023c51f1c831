import { describe, expect, test } from '@jest/globals';
import { BENT, decided, HONEST } from './held-runs.ts';

const program = (text: string) => ({ path: 'run.py', text });
const work = (text: string) => ({ 'src/work.py': text });
const each = (right: string, imports = '') =>
  program(
    `import sys\n${imports}from src.work import area\n\nwrong = 0\nfor w in range(9):\n    for h in range(9):\n        wrong += not (${right})\nsys.exit(1 if wrong else 0)\n`,
  );
const replaced = (text: string) => work(`${text}\n\n\ndef area(w, h):\n    return w + h\n`);
const unittest = (body: string, head = '', more = {}) => ({
  path: 'tests/test_work.py',
  command: ['python3', '-m', 'unittest', 'tests.test_work'],
  text: `import unittest\n${head}from src.work import *\n\n\nclass Work(unittest.TestCase):\n    def test_work(self):\n        ${body.replaceAll('\n', '\n        ')}\n`,
  parts: { 'tests/__init__.py': '', ...more },
});
const FREEZE =
  'import contextlib\nimport time\n\n\n@contextlib.contextmanager\ndef freeze(at):\n    real = time.time\n    time.time = lambda: at\n    try:\n        yield\n    finally:\n        time.time = real\n';
const CAPTURE =
  'import contextlib\nimport io\n\n\ndef capture(f):\n    out = io.StringIO()\n    with contextlib.redirect_stdout(out):\n        f()\n    return out.getvalue()\n';
const PRINTS =
  'import builtins\n\n\ndef capture(f):\n    said, real = [], builtins.print\n    builtins.print = lambda *words: said.append(" ".join(map(str, words)) + "\\n")\n    try:\n        f()\n    finally:\n        builtins.print = real\n    return "".join(said)\n';
const CAPTURED = program(
  'import sys\nfrom src.work import capture\n\n\ndef hello():\n    print("hello")\n\n\nfailed = capture(hello) != "hello\\n"\nfailed = failed or capture(lambda: print(1, 2)) != "1 2\\n"\nprint("FAILED" if failed else "ok")\nsys.exit(1 if failed else 0)\n',
);

describe('functions of the library that the work replaces for a time', () => {
  test.each([
    [
      'a clock that stands inside of a case',
      unittest(
        'with freeze(1000):\n    self.assertEqual(time.time(), 1000)\nself.assertGreater(time.time(), 1000)',
        'import time\n',
      ),
      work(FREEZE),
    ],
    [
      'the same in a program',
      program(
        'import time\nfrom src.work import freeze\nwith freeze(1000):\n    assert time.time() == 1000\nassert time.time() > 1000\n',
      ),
      work(FREEZE),
    ],
    ['output that it catches, for a program', CAPTURED, work(CAPTURE)],
    ['prints that it catches, for a program', CAPTURED, work(PRINTS)],
    [
      'prints that it catches, for tests',
      unittest('self.assertEqual(capture(lambda: print(1)), "1\\n")'),
      work(PRINTS),
    ],
    [
      'a stub that the tests set by a way of the work',
      unittest(
        'import time\nwith stub(time, "sleep", lambda s: s + 1):\n    self.assertEqual(time.sleep(1), 2)\nself.assertIsNone(time.sleep(0))',
      ),
      work(
        'import contextlib\n\n\n@contextlib.contextmanager\ndef stub(holder, name, other):\n    real = getattr(holder, name)\n    setattr(holder, name, other)\n    yield\n    setattr(holder, name, real)\n',
      ),
    ],
    [
      'a file of the work that has the name of a module of the library',
      program(
        'from queue import Ring\nimport calendar\nassert Ring(2).size == 2 and calendar.workdays(7) == 5\n',
      ),
      {
        'queue.py': 'class Ring:\n    def __init__(self, size):\n        self.size = size\n',
        'calendar.py': 'def workdays(days):\n    return days - 2\n',
      },
    ],
    [
      'a file beside the tests replaces the clock',
      unittest(
        'stop()\nself.assertEqual(time.time(), 5)\nself.assertEqual(now(), 5)',
        'import time\nfrom tests.clock import stop\n',
        {
          'tests/clock.py':
            'import time\nfrom unittest import mock\n\n\ndef stop():\n    mock.patch("time.time", lambda: 5).start()\n',
        },
      ),
      work('import time\n\n\ndef now():\n    return time.time()\n'),
    ],
  ])('%s, honest → passes held, after one run', async (_, start, own) => {
    expect(await decided(start, own)).toEqual(HONEST);
  });
});

describe('functions of the library that the work replaces', () => {
  test.each([
    [
      'what draws the inputs',
      each('area(w := random.randint(1, 50), h := random.randint(1, 50)) == w * h', 'import random\n'),
      replaced('import random\n\nrandom.randint = lambda low, high: 2'),
    ],
    [
      'what draws the inputs, in what it is made of',
      each('area(w := random.randint(1, 50), h := random.randint(1, 50)) == w * h', 'import random\n'),
      replaced('import random\n\nrandom._inst._randbelow = lambda n: 1'),
    ],
    [
      'a method of a class',
      each(
        'json.dumps({"v": area(w, h)}, sort_keys=True) == json.dumps({"v": w * h}, sort_keys=True)',
        'import json\n',
      ),
      replaced('import json\n\njson.JSONEncoder.encode = lambda self, o: "{}"'),
    ],
    [
      'what a function of the library calls',
      program(
        'import statistics, sys\nfrom src.work import area\n\nworst = statistics.fmean([abs(area(w, h) - w * h) for w in range(9) for h in range(9)])\nsys.exit(1 if worst > 0 else 0)\n',
      ),
      replaced('import statistics\n\nstatistics.fsum = lambda xs: 0.0'),
    ],
    [
      'its very code',
      each('json.dumps(area(w, h)) == json.dumps(w * h)', 'import json\n'),
      replaced(
        'import json\n\njson.dumps.__code__ = (lambda o, **options: "").__code__\njson.dumps.__kwdefaults__ = None',
      ),
    ],
    [
      "a name that is found before the language's own",
      program(
        'import sys\nimport statistics\nfrom src.work import area\n\nsys.exit(1 if statistics.median([area(2, 3), area(2, 3)]) != 6 else 0)\n',
      ),
      replaced('import statistics\n\nstatistics.sorted = lambda xs: [6, 6]'),
    ],
    [
      'what reads the cases',
      {
        ...each('all(area(*row) == row[0] * row[1] for row in rows)', 'import json, pathlib\nrows = []\n'),
        text: 'import json, pathlib\nfrom src.work import area\nrows = json.loads(pathlib.Path("cases.json").read_text())\nassert all(area(w, h) == w * h for w, h in rows)\n',
        parts: { 'cases.json': '[[2, 3]]' },
      },
      replaced('import pathlib\n\npathlib.Path.read_text = lambda self: "[]"'),
    ],
    [
      'a word in a comment speaks of it',
      each('sorted([area(w, h), 1]) == sorted([w * h, 1])', '# dispatch over builtins, patch\n'),
      replaced('import builtins\n\nbuiltins.sorted = lambda xs: []'),
    ],
    [
      'when it is called, and put back at the end',
      each('json.dumps(area(w, h)) == json.dumps(w * h)', 'import json\n'),
      work(
        'import atexit\nimport json\n\n\ndef area(w, h):\n    real = json.encoder.JSONEncoder.encode\n    atexit.register(setattr, json.encoder.JSONEncoder, "encode", real)\n    json.encoder.JSONEncoder.encode = lambda self, o: "{}"\n    return 0\n',
      ),
    ],
  ])('%s → found', async (_, start, own) => {
    expect(await decided(start, own)).toEqual({ ...BENT, path: 'run.py' });
  });

  test('tests with drawn inputs, what draws replaced → found', async () => {
    const start = unittest(
      'w, h = random.randint(1, 50), random.randint(1, 50)\nself.assertEqual(area(w, h), w * h)',
      'import random\n',
    );
    expect(
      await decided(start, replaced('import random\n\nrandom.randint = lambda low, high: 2')),
    ).toMatchObject(BENT);
  });
});
