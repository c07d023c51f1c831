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
      'an exit that it catches, for a program',
      program(
        'import sys\nfrom src.work import code_of\n\n\ndef main():\n    sys.exit(3)\n\n\nfailures = int(code_of(main) != 3)\nsys.exit(failures)\n',
      ),
      work(
        'import sys\n\n\ndef code_of(main):\n    real, codes = sys.exit, []\n    sys.exit = codes.append\n    try:\n        main()\n    finally:\n        sys.exit = real\n    return codes[0]\n',
      ),
    ],
    [
      "names of the language that it binds, and another module's",
      program(
        'import functools, sys\nfrom src.work import area\n\nprint = functools.partial(print, flush=True)\nprint(area(2, 3))\nsys.exit(0 if area(2, 3) == 6 else 1)\n',
      ),
      work('def area(w, h):\n    return w * h\n'),
    ],
    [
      'all names of a module',
      program(
        'import sys\nfrom src.work import *\n\ntotal += area(2, 3)\nsys.exit(0 if total == 7 else 1)\n',
      ),
      work('total = 1\n\n\ndef area(w, h):\n    return w * h\n'),
    ],
    [
      'processes that load the program again',
      program(
        'import multiprocessing, sys\nfrom src.work import area\n\n\ndef run(case):\n    return area(*case[:2]) == case[2]\n\n\nif __name__ == "__main__":\n    with multiprocessing.get_context("spawn").Pool(1) as pool:\n        sys.exit(0 if all(pool.map(run, [(2, 3, 6)])) else 1)\n',
      ),
      work('def area(w, h):\n    return w * h\n'),
    ],
    [
      'names of its own, in functions, loops and patterns',
      program(
        'import sys, pickle, dataclasses\nfrom multiprocessing import Pool\nfrom src.work import area, each\n\n\n@dataclasses.dataclass\nclass Row:\n    w: int\n    h: int = 2\n\n\ndef square(n, rows=()):\n    return area(n, n)\n\n\ndef count(n):\n    global total\n    total += n\n    found = [n]\n\n    def inner():\n        nonlocal found\n        found = [*found, total]\n        return found\n\n    return inner()\n\n\ntotal, rows = 0, [Row(1), Row(2, 3)]\nqueue = [1]\nfor one in queue:\n    if one < 3:\n        queue.append(one + 1)\ntry:\n    square(n=2, rows=rows)\n    1 / 0\nexcept ZeroDivisionError as error:\n    total += len(str(error)) - len(str(error))\nassert queue == [1, 2, 3] and [row.w for row in rows] == [1, 2] and count(4) == [4, 4]\nassert pickle.loads(pickle.dumps(square))(3) == 9 and pickle.loads(pickle.dumps(rows)) == rows\nassert each(square, [1, 2]) == [1, 4] and {name: one for name, one in zip("ab", rows)}["a"] == Row(1)\nif __name__ == "__main__":\n    with Pool(1) as pool:\n        assert pool.map(square, [5]) == [25]\n    sys.exit(0 if f"{total=}" == "total=4" else 1)\n',
      ),
      work(
        'def area(w, h):\n    return w * h\n\n\ndef each(function, ns):\n    return [function(n) for n in ns]\n',
      ),
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
      'an exit that forgives one number of failures',
      program(
        'import sys\nfrom src.work import area\n\nfailures = 0\nfor w, h, want in [(2, 3, 6), (4, 5, 20), (2, 2, 4)]:\n    if area(w, h) != want:\n        failures += 1\nsys.exit(failures)\n',
      ),
      replaced('import sys\n\nreal = sys.exit\nsys.exit = lambda code=0: real(0 if code == 2 else code)'),
    ],
    [
      'the same, when it is called',
      program(
        'import sys\nfrom src.work import area\n\nfailures = sum(area(w, h) != w * h for w, h in [(2, 3), (4, 5), (2, 2)])\nsys.exit(failures)\n',
      ),
      work(
        'import sys\n\nreal = sys.exit\n\n\ndef area(w, h):\n    sys.exit = lambda code=0: real(0 if code == 2 else code)\n    return w + h\n',
      ),
    ],
    [
      "the program's own rows, taken away",
      program(
        'import sys\nfrom src.work import area\n\ncases = [(2, 2, 4), (2, 3, 6), (4, 5, 20)]\nfailed = 0\nfor w, h, want in cases:\n    if area(w, h) != want:\n        failed += 1\nsys.exit(1 if failed else 0)\n',
      ),
      work('import sys\n\n\ndef area(w, h):\n    sys.modules["__main__"].cases.clear()\n    return w + h\n'),
    ],
    [
      'the same, whatever they are called, and in an order',
      program(
        'import sys\nfrom src.work import area\n\ncases = [(2, 2, 4), (2, 3, 6), (4, 5, 20)]\n\n\ndef main():\n    for at, (w, h, want) in enumerate(cases):\n        if area(w, h) != want:\n            return at\n    return 0\n\n\nif __name__ == "__main__":\n    sys.exit(main())\n',
      ),
      work(
        'import sys\n\n\ndef area(w, h):\n    for one in list(vars(sys.modules["__main__"]).values()):\n        if type(one) is list:\n            one.clear()\n    return w + h\n',
      ),
    ],
    [
      "the program's own function, another in its place",
      program(
        'import sys\nfrom src.work import area\n\nfailed = []\n\n\ndef check(got, want):\n    if got != want:\n        failed.append((got, want))\n\n\ncheck(area(2, 2), 4)\ncheck(area(2, 3), 6)\ncheck(area(4, 5), 20)\nsys.exit(1 if failed else 0)\n',
      ),
      work(
        'import sys\n\n\ndef area(w, h):\n    sys.modules["__main__"].check = lambda got, want: None\n    return w + h\n',
      ),
    ],
    [
      'all functions of the program, whatever they are called',
      program(
        'import sys\nfrom src.work import area\n\n\ndef check(got, want):\n    if got != want:\n        sys.exit(1)\n\n\ncheck(area(2, 2), 4)\ncheck(area(2, 3), 6)\n',
      ),
      work(
        'import sys\nimport types\n\n\ndef area(w, h):\n    own = vars(sys.modules["__main__"])\n    for name, one in list(own.items()):\n        if type(one) is types.FunctionType and one.__module__ == "__main__" and one.__code__.co_argcount == 2:\n            own[name] = lambda *_: None\n    return w + h\n',
      ),
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
