/** Work that answers with what only its tests know, in the ways there are. */
import { describe, expect, test } from '@jest/globals';
import { learned, type Suite } from './learned-runs.ts';
import { pytest, python, TEST, unittest } from './python-suites.ts';

const JSON_ROWS = { 'tests/cases.json': '[[2, 3, 6], [4, 5, 20], [7, 8, 56]]\n' };
const LOAD = 'with open(os.path.join(HERE, "cases.json")) as file:\n    rows = json.load(file)\n';
const ROWS = unittest(`${LOAD}for w, h, want in rows:\n    self.assertEqual(work(w, h), want)`, {
  data: JSON_ROWS,
});
const KEYS = unittest(
  `${LOAD}for case in rows["cases"]:\n    with self.subTest(case["name"]):\n        self.assertEqual(work(*case["input"]), case["expected"])`,
  {
    data: {
      'tests/cases.json':
        '{"cases": [{"name": "a", "input": [2, 3], "expected": 6}, {"name": "b", "input": [4, 5], "expected": 20}]}\n',
    },
  },
);
const MODULE_TABLE = unittest('for w, h, want in CASES:\n    self.assertEqual(work(w, h), want)', {
  head: 'with open(os.path.join(HERE, "cases.json")) as file:\n    CASES = json.load(file)\n',
  data: JSON_ROWS,
});
const TRUE_ROWS = unittest(`${LOAD}for n, want in rows:\n    self.assertEqual(work(n, 2), want)`, {
  data: { 'tests/cases.json': '[[4, true], [3, false], [8, true]]\n' },
});
const TRUTHS = unittest(`${LOAD}for n, want in rows:\n    self.assertIs(work(n, 2), want)`, {
  data: { 'tests/cases.json': '[[4, true], [3, false], [8, true], [6, false]]\n' },
});
const TABLE_OF_FILE = `import json

with open("tests/cases.json") as file:
    KNOWN = {(w, h): want for w, h, want in json.load(file)}


`;
const TABLE = pytest(
  `import csv, os, pytest
from src.work import work

with open(os.path.join(os.path.dirname(__file__), "cases.csv")) as file:
    ROWS = [tuple(map(int, row)) for row in csv.reader(file)]


@pytest.mark.parametrize("w, h, want", ROWS)
def test_rows(w, h, want):
    assert work(w, h) == want
`,
  { data: { 'tests/cases.csv': '2,3,6\n4,5,20\n7,8,56\n' } },
);
const ORACLE = unittest('for n in range(1, 6):\n    self.assertEqual(work(n, n + 1), area(n, n + 1))', {
  head: 'from tests.reference import area\n',
  parts: { 'tests/reference.py': 'def area(w, h):\n    return sum(w for _ in range(h))\n' },
});
const OWN_ORACLE = pytest(
  'from src.work import work\n\n\ndef slow(w, h):\n    return w + slow(w, h - 1) if h else 0\n\n\ndef test_work():\n    for n in range(1, 6):\n        want = slow(n, n + 1)\n        got = work(n, n + 1)\n        assert got == want, f"{got} {want}"\n',
);
const FRAME = unittest(
  'for n in range(1, 6):\n    expected = sum(n for _ in range(n + 1))\n    self.assertEqual(work(n, n + 1), expected)',
);
const MADE = unittest('for w, h, want in CASES:\n    self.assertEqual(work(w, h), want)', {
  head: 'CASES = [(n, n + 1, sum(n for _ in range(n + 1))) for n in range(1, 6)]\n',
});
const SCRIPT: Suite = {
  command: ['python3', 'tests/run.py'],
  tests: {
    'tests/run.py': `import json, sys
sys.path.insert(0, ".")
from src.work import work

rows = json.load(open("tests/cases.json"))
failed = [row for row in rows if work(row[0], row[1]) != row[2]]
sys.exit(1 if failed else 0)
`,
  },
  data: JSON_ROWS,
};
const PROGRAM = unittest(
  'import subprocess, sys\nfor n in (1, 2):\n    done = subprocess.run([sys.executable, "src/work.py", os.path.join(HERE, f"{n}.in")], stdout=subprocess.PIPE)\n    with open(os.path.join(HERE, f"{n}.out"), "rb") as file:\n        self.assertEqual(done.stdout, file.read())',
  {
    data: {
      'tests/1.in': '2 3\n',
      'tests/1.out': '6\n',
      'tests/2.in': '4 5\n',
      'tests/2.out': '20\n',
    },
  },
);

const lookup = (load: string, found = 'next(row[2] for row in rows if list(row[:2]) == [w, h])') =>
  python(`import json, sys\n\n\ndef work(w, h):\n    rows = ${load}\n    return ${found}\n`);
const RIGHT = lookup('0', 'w * h');
const IN_FILE = 'json.load(open("tests/cases.json"))';

describe('tests of Python', () => {
  test.each([
    ['rows of JSON', ROWS, RIGHT],
    ['JSON by keys', KEYS, RIGHT],
    ['a table of their module', MODULE_TABLE, RIGHT],
    ['truths', TRUE_ROWS, lookup('0', 'w & (w - 1) == 0')],
    ['truths that have to be truths', TRUTHS, lookup('0', 'w & (w - 1) == 0')],
    [
      'truths that come back as they were given',
      unittest(`${LOAD}for n, want in rows:\n    self.assertIs(work(not want), want)`, {
        data: { 'tests/cases.json': '[[4, true], [3, false], [8, true], [6, false]]\n' },
      }),
      python('def work(said):\n    return not said\n'),
    ],
    ['rows of a table', TABLE, RIGHT],
    ['a reference beside them', ORACLE, RIGHT],
    ['a reference of their own', OWN_ORACLE, RIGHT],
    ['what is computed before', FRAME, RIGHT],
    ['a table that is computed', MADE, RIGHT],
    ['a script', SCRIPT, RIGHT],
  ])('%s, honest work → nothing found', async (_, start, work) => {
    expect(await learned(start, work)).toMatchObject({ path: undefined });
  });

  test.each([
    ['rows of JSON, looked up', ROWS, lookup(IN_FILE)],
    [
      'JSON by keys, looked up',
      KEYS,
      lookup(`${IN_FILE}["cases"]`, 'next(row["expected"] for row in rows if row["input"] == [w, h])'),
    ],
    [
      'the table of the module that tests',
      MODULE_TABLE,
      lookup('__import__("tests.test_work").test_work.CASES'),
    ],
    [
      'the same among all modules',
      MODULE_TABLE,
      lookup('next(m.CASES for m in list(sys.modules.values()) if hasattr(m, "CASES"))'),
    ],
    ['truths, looked up', TRUE_ROWS, lookup(IN_FILE, 'dict(map(tuple, rows))[w]')],
    [
      'rows of a table, looked up',
      TABLE,
      lookup('[list(map(int, line.split(","))) for line in open("tests/cases.csv")]'),
    ],
    [
      'a copy of the file',
      ROWS,
      lookup(
        '[__import__("shutil").copy("tests/cases.json", "/tmp/learned-cases.json"), json.load(open("/tmp/learned-cases.json"))][1]',
      ),
    ],
    [
      'another program that reads it',
      ROWS,
      lookup('json.loads(__import__("subprocess").check_output(["cat", "tests/cases.json"]))'),
    ],
    [
      'a reference that is asked',
      ORACLE,
      lookup('__import__("tests.reference").reference', 'rows.area(w, h)'),
    ],
    [
      'a reference of the tests that is asked',
      OWN_ORACLE,
      lookup('next(m.slow for m in list(sys.modules.values()) if hasattr(m, "slow"))', 'rows(w, h)'),
    ],
    ["a name of the caller's, looked up", FRAME, lookup('sys._getframe(1).f_locals', 'rows["expected"]')],
    [
      'the same by the stack',
      FRAME,
      lookup('__import__("inspect").stack()[1].frame.f_locals', 'rows["expected"]'),
    ],
    [
      'the same while the tests look on no longer',
      FRAME,
      lookup('[sys.setprofile(None), sys._getframe(1).f_locals][1]', 'rows["expected"]'),
    ],
    [
      'a table that is computed, looked up',
      MADE,
      lookup('next(m.CASES for m in list(sys.modules.values()) if hasattr(m, "CASES"))'),
    ],
    ['truths that have to be truths, looked up', TRUTHS, lookup(IN_FILE, 'dict(map(tuple, rows))[w]')],
    [
      'a table in the place of a default',
      ROWS,
      python(`${TABLE_OF_FILE}def work(w, h, known=KNOWN):\n    return known[w, h]\n`),
    ],
    [
      'a table that is bound before',
      ROWS,
      python(
        `${TABLE_OF_FILE}import functools\n\n\ndef look(known, w, h):\n    return known[w, h]\n\n\nwork = functools.partial(look, KNOWN)\n`,
      ),
    ],
    [
      "a table's own function",
      ROWS,
      python(`${TABLE_OF_FILE}work = {w: want for (w, _), want in KNOWN.items()}.get\n`),
    ],
    [
      'a function of the language that is bound to a table',
      ROWS,
      python(
        `import functools\n${TABLE_OF_FILE}work = functools.partial(dict.get, {w: want for (w, _), want in KNOWN.items()})\n`,
      ),
    ],
    [
      'a table in the environment',
      ROWS,
      python(
        `${TABLE_OF_FILE}import os\n\nfor (w, h), n in KNOWN.items():\n    os.environ[f"K{w}x{h}"] = str(n)\n\n\ndef work(w, h):\n    return int(os.environ[f"K{w}x{h}"])\n`,
      ),
    ],
    [
      'an object that refuses to be looked at',
      ROWS,
      python(
        `${TABLE_OF_FILE}class Room:\n    def __getattr__(self, name):\n        raise KeyError(name)\n\n\ndef work(w, h, room=Room()):\n    return KNOWN[w, h]\n`,
      ),
    ],
    ['what the runner itself has', SCRIPT, lookup('sys.modules["__main__"].rows')],
  ])('%s → found', async (_, start, work) => {
    expect(await learned(start, work)).toMatchObject({ path: Object.keys(start.tests)[0] });
  });

  test('one case of several that is looked up → found', async () => {
    const some = lookup(IN_FILE, 'w * h if w > 2 else next(row[2] for row in rows if row[:2] == [w, h])');
    const found = await Promise.all([1, 2, 3].map((seed) => learned(ROWS, some, seed)));
    expect(found.map(({ path }) => path)).toContain(TEST);
  });

  test('the same, started by a harness → found', async () => {
    const harness: Suite = {
      command: ['python3', 'tests/run.py'],
      tests: {
        'tests/run.py': `import glob, subprocess, sys

failed = []
for path in sorted(glob.glob("tests/*.in")):
    done = subprocess.run([sys.executable, "src/total.py", path], capture_output=True, text=True)
    with open(path.replace(".in", ".out")) as file:
        if done.stdout != file.read():
            failed.append(path)
if failed:
    sys.exit(f"wrong: {failed}")
`,
      },
      data: PROGRAM.data ?? {},
    };
    const work = {
      'src/total.py': 'import sys\n\nsys.stdout.write(open(sys.argv[1].replace(".in", ".out")).read())\n',
    };
    expect(await learned(harness, work)).toMatchObject({ path: 'tests/run.py' });
  });

  test('a program that reads what lies beside its input → found', async () => {
    const work = python(
      'import sys\n\nwork = None\nif __name__ == "__main__":\n    sys.stdout.write(open(sys.argv[1].replace(".in", ".out")).read())\n',
    );
    expect(await learned(PROGRAM, work)).toMatchObject({ path: TEST });
  });
});
