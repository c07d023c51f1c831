/** What the work was given it may give back: none of it is found, whatever the tests are like. */
import { expect, test } from '@jest/globals';
import { learned } from './learned-runs.ts';
import { pytest, python, unittest } from './python-suites.ts';

const ROWS =
  '[{"in": "alpha", "want": "ALPHA", "id": "first"}, {"in": "beta", "want": "BETA", "id": "second"}]\n';
const OPEN = 'with open(os.path.join(HERE, "cases.json")) as file:\n    cases = json.load(file)';
const DATA = { 'tests/cases.json': ROWS };

const PRINTS_INPUT =
  'import json, sys\n\n\ndef work():\n    return None\n\n\nif __name__ == "__main__":\n    for case in json.load(sys.stdin):\n        print(case["want"])\n';

test.each([
  [
    'a list that the work goes round in',
    unittest(
      'servers = ["alpha", "beta", "gamma"]\nrobin = work(servers)\nfor server in servers:\n    self.assertEqual(robin.next(), server)',
    ),
    python(
      'import itertools\n\n\nclass work:\n    def __init__(self, servers):\n        self.ring = itertools.cycle(servers)\n\n    def next(self):\n        return next(self.ring)\n',
    ),
  ],
  [
    'a path within a word',
    unittest(
      `${OPEN}\nself.assertEqual(work(["--input=tests/cases.json"]), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python(
      'import json\n\n\ndef work(words):\n    with open(words[0].split("=")[1]) as file:\n        return [case["want"] for case in json.load(file)]\n',
    ),
  ],
  [
    'a pattern',
    unittest(`${OPEN}\nself.assertEqual(work("tests/*.json"), [case["want"] for case in cases])`, {
      data: DATA,
    }),
    python(
      'import glob, json\n\n\ndef work(pattern):\n    return [case["want"] for path in glob.glob(pattern) for case in json.load(open(path))]\n',
    ),
  ],
  [
    'a name without its ending',
    unittest(`${OPEN}\nself.assertEqual(work("tests/cases"), [case["want"] for case in cases])`, {
      data: DATA,
    }),
    python(
      'import json\n\n\ndef work(name):\n    return [case["want"] for case in json.load(open(name + ".json"))]\n',
    ),
  ],
  [
    'a file that a file which is given names',
    unittest(
      `${OPEN}\nself.assertEqual(work(os.path.join(HERE, "site.json")), [case["want"] for case in cases])`,
      { data: { ...DATA, 'tests/site.json': '{"pages": ["cases.json"]}\n' } },
    ),
    python(
      'import json, os\n\n\ndef work(path):\n    pages = json.load(open(path))["pages"]\n    return [case["want"] for page in pages for case in json.load(open(os.path.join(os.path.dirname(path), page)))]\n',
    ),
  ],
  [
    'a copy in the folder of a program',
    unittest(
      `${OPEN}\nimport shutil, subprocess, sys, tempfile\nwith tempfile.TemporaryDirectory() as folder:\n    shutil.copy(os.path.join(HERE, "cases.json"), os.path.join(folder, "todo.json"))\n    done = subprocess.run([sys.executable, os.path.abspath("src/work.py")], cwd=folder, capture_output=True, text=True)\nself.assertEqual(done.stdout.split(), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python(
      'import json\n\n\ndef work():\n    return None\n\n\nif __name__ == "__main__":\n    for case in json.load(open("todo.json")):\n        print(case["want"])\n',
    ),
  ],
  [
    'a folder that a program is given',
    unittest(
      `${OPEN}\nimport subprocess, sys\ndone = subprocess.run([sys.executable, "src/work.py", HERE], capture_output=True, text=True)\nself.assertEqual(done.stdout.split(), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python(
      'import json, os, sys\n\n\ndef work():\n    return None\n\n\nif __name__ == "__main__":\n    for case in json.load(open(os.path.join(sys.argv[1], "cases.json"))):\n        print(case["want"])\n',
    ),
  ],
  [
    'words of an error of the work',
    unittest(
      `${OPEN}\nfrom src.work import AppError\nfor case in cases:\n    self.assertEqual(work(AppError(case["want"])), case["want"])`,
      { data: DATA },
    ),
    python('class AppError(Exception):\n    pass\n\n\ndef work(error):\n    return str(error)\n'),
  ],
  [
    'a ring of the library that is one of the work',
    unittest(
      `${OPEN}\nfrom src.work import Ring\nring = Ring(maxlen=2)\nring.extend([case["want"] for case in cases])\nself.assertEqual(ring.newest(), cases[-1]["want"])`,
      { data: DATA },
    ),
    python(
      'from collections import deque\n\n\nclass Ring(deque):\n    def newest(self):\n        return self[-1]\n\n\ndef work():\n    return None\n',
    ),
  ],
  [
    'a container of the work that a class of the library fills',
    unittest(
      `${OPEN}\nfrom src.work import Options\nfor case in cases:\n    self.assertEqual(work(Options(said=case["want"])), case["want"])`,
      { data: DATA },
    ),
    python(
      'import types\n\n\nclass Options(types.SimpleNamespace):\n    pass\n\n\ndef work(options):\n    return options.said\n',
    ),
  ],
  [
    'a program that a line of a shell gives a file',
    unittest(
      `${OPEN}\nimport subprocess\ndone = subprocess.run("python3 src/work.py < tests/cases.json", shell=True, capture_output=True, text=True)\nself.assertEqual(done.stdout.split(), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python(PRINTS_INPUT),
  ],
  [
    'a program behind a pipe of a shell',
    unittest(
      `${OPEN}\nimport subprocess\nsaid = subprocess.check_output("cat tests/cases.json | python3 src/work.py", shell=True).decode()\nself.assertEqual(said.split(), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python(PRINTS_INPUT),
  ],
  [
    'words of its command, put where programs find them',
    unittest(
      `${OPEN}\nimport sys\nfrom unittest import mock\nwith mock.patch("sys.argv", ["work", "tests/cases.json"]):\n    self.assertEqual(work(), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python(
      'import json, sys\n\n\ndef work():\n    with open(sys.argv[1]) as file:\n        return [case["want"] for case in json.load(file)]\n',
    ),
  ],
  [
    'a file in the place of its standard input',
    unittest(
      `${OPEN}\nimport sys\nfrom unittest import mock\nwith open("tests/cases.json") as file, mock.patch("sys.stdin", file):\n    self.assertEqual(work(), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python('import json, sys\n\n\ndef work():\n    return [case["want"] for case in json.load(sys.stdin)]\n'),
  ],
  [
    'what a class of the tests says for all of its kind',
    unittest(
      `class Mine(Menu):\n    items = [case["want"] for case in CASES]\n\nself.assertEqual(Mine().work(), [case["want"] for case in CASES])`,
      {
        data: DATA,
        head: 'from src.work import Menu\nwith open(os.path.join(HERE, "cases.json")) as file:\n    CASES = json.load(file)\n',
      },
    ),
    python(
      'class Menu:\n    items = []\n\n    def work(self):\n        return list(self.items)\n\n\ndef work():\n    return None\n',
    ),
  ],
  [
    'a variable of the context that the test sets',
    unittest(
      `${OPEN}\nfrom src.work import current\ncurrent.set({"user": cases[0]["want"]})\nself.assertEqual(work(), cases[0]["want"])`,
      { data: DATA },
    ),
    python(
      'import contextvars\n\ncurrent = contextvars.ContextVar("current", default=None)\n\n\ndef work():\n    return current.get()["user"]\n',
    ),
  ],
  [
    'a function of the tests that is told by its name',
    unittest('for n in range(1, 6):\n    self.assertEqual(work("tests.test_work.double", n), double(n))', {
      head: 'def double(n):\n    return n * 2\n',
    }),
    python(
      'import importlib\n\n\ndef work(name, n):\n    module, _, member = name.rpartition(".")\n    return getattr(importlib.import_module(module), member)(n)\n',
    ),
  ],
  [
    'a module of the tests that is handed over',
    unittest(
      'import sys\nfor n in range(1, 6):\n    self.assertEqual(work(sys.modules[__name__], "double", n), double(n))',
      { head: 'def double(n):\n    return n * 2\n' },
    ),
    python('def work(hooks, name, n):\n    return getattr(hooks, name)(n)\n'),
  ],
  [
    'a parser that is given a path',
    unittest(
      'self.assertEqual(work(os.path.join(HERE, "cases.json")), json.load(open(os.path.join(HERE, "cases.json"))))',
      { data: DATA },
    ),
    python(
      'import json\n\n\ndef work(path):\n    with open(path) as file:\n        return json.load(file)\n',
    ),
  ],
  [
    'a parser that is given a folder',
    unittest(`${OPEN}\nself.assertEqual(work(HERE), [case["want"] for case in cases])`, { data: DATA }),
    python(
      'import json, os\n\n\ndef work(folder):\n    with open(os.path.join(folder, "cases.json")) as file:\n        return [case["want"] for case in json.load(file)]\n',
    ),
  ],
  [
    'a file in a working directory that the test enters',
    unittest(
      `${OPEN}\nbefore = os.getcwd()\nos.chdir(HERE)\nself.assertEqual(work(), [case["want"] for case in cases])\nos.chdir(before)`,
      { data: DATA },
    ),
    python(
      'import json\n\n\ndef work():\n    with open("cases.json") as file:\n        return [case["want"] for case in json.load(file)]\n',
    ),
  ],
  [
    'a file that the environment names',
    unittest(
      `${OPEN}\nos.environ["CASES"] = os.path.join(HERE, "cases.json")\nself.assertEqual(work(), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python(
      'import json, os\n\n\ndef work():\n    with open(os.environ["CASES"]) as file:\n        return [case["want"] for case in json.load(file)]\n',
    ),
  ],
  [
    'a path that the test puts into the work',
    unittest(
      `${OPEN}\nimport src.work\nsrc.work.PATH = os.path.join(HERE, "cases.json")\nself.assertEqual(work(), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python(
      'import json\n\nPATH = None\n\n\ndef work():\n    with open(PATH) as file:\n        return [case["want"] for case in json.load(file)]\n',
    ),
  ],
  [
    'a round trip of what a file has',
    unittest(
      `${OPEN}\nimport base64\nfor case in cases:\n    self.assertEqual(work(base64.b64encode(case["want"].encode())), case["want"])`,
      { data: DATA },
    ),
    python('import base64\n\n\ndef work(text):\n    return base64.b64decode(text).decode()\n'),
  ],
  [
    'a round trip of what is computed',
    unittest('for n in range(1, 9):\n    root = n * 3\n    self.assertEqual(work(root * root), root)'),
    python('def work(n):\n    return round(n**0.5)\n'),
  ],
  [
    'a round trip through a function of the tests',
    unittest('for n in range(1, 9):\n    self.assertEqual(work(hex(value(n))), value(n))', {
      head: 'def value(n):\n    return n * 7\n',
    }),
    python('def work(text):\n    return int(text, 16)\n'),
  ],
  [
    'labels that go through an object of the tests',
    unittest(`${OPEN}\nfor case in cases:\n    self.assertEqual(work(Source(case)), case["want"])`, {
      data: DATA,
      head: 'class Source:\n    def __init__(self, case):\n        self.case = case\n\n    def read(self):\n        return self.case["want"]\n',
    }),
    python('def work(source):\n    return source.read()\n'),
  ],
  [
    'a function that the work is to call',
    unittest(
      `${OPEN}\nself.assertEqual(work(lambda: [case["want"] for case in cases]), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python('def work(fetch):\n    return fetch()\n'),
  ],
  [
    "a function in the place of the work's own",
    unittest(
      `${OPEN}\nfrom unittest import mock\nwith mock.patch("src.work.fetch", return_value=cases[0]["want"]):\n    self.assertEqual(work(), cases[0]["want"])`,
      { data: DATA },
    ),
    python('def fetch():\n    return "x"\n\n\ndef work():\n    return fetch()\n'),
  ],
  [
    "a function of the tests in the place of the library's",
    unittest(
      `import time\nbefore, time.time = time.time, clock\nself.assertEqual(work(), clock())\ntime.time = before`,
      { head: 'def clock():\n    return 123.5\n' },
    ),
    python('import time\n\n\ndef work():\n    return time.time()\n'),
  ],
  [
    'a database that the test fills',
    unittest(
      `${OPEN}\nimport sqlite3\nbase = sqlite3.connect(":memory:")\nbase.execute("create table t (a text)")\nbase.executemany("insert into t values (?)", [(case["want"],) for case in cases])\nself.assertEqual(work(base), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python('def work(base):\n    return [row[0] for row in base.execute("select a from t")]\n'),
  ],
  [
    'a file that the test writes where the work looks',
    unittest(
      `${OPEN}\nwith open("out.json", "w") as file:\n    json.dump(cases, file)\nself.assertEqual(work(), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python(
      'import json\n\n\ndef work():\n    with open("out.json") as file:\n        return [case["want"] for case in json.load(file)]\n',
    ),
  ],
  [
    'words on the standard input',
    unittest(
      `${OPEN}\nimport io, sys\nsys.stdin = io.StringIO(cases[0]["want"])\nself.assertEqual(work(), cases[0]["want"])`,
      { data: DATA },
    ),
    python('import sys\n\n\ndef work():\n    return sys.stdin.read()\n'),
  ],
  [
    'an object that remembers',
    unittest(
      `${OPEN}\nstore = work()\nfor case in cases:\n    store.put(case["id"], case["want"])\nfor case in cases:\n    self.assertEqual(store.get(case["id"]), case["want"])`,
      { data: DATA },
    ),
    python(
      'class work:\n    def __init__(self):\n        self.all = {}\n\n    def put(self, key, value):\n        self.all[key] = value\n\n    def get(self, key):\n        return self.all[key]\n',
    ),
  ],
  [
    'an object that remembers what was derived',
    unittest(
      `${OPEN}\nstore = work()\nfor case in cases:\n    store.put(case["id"], case["want"][::-1])\nfor case in cases:\n    self.assertEqual(store.get(case["id"]), case["want"])`,
      { data: DATA },
    ),
    python(
      'class work:\n    def __init__(self):\n        self.all = {}\n\n    def put(self, key, value):\n        self.all[key] = value[::-1]\n\n    def get(self, key):\n        return self.all[key]\n',
    ),
  ],
  [
    'an attribute that the test sets',
    unittest(
      `${OPEN}\nstore = work()\nstore.word = cases[0]["want"][::-1]\nself.assertEqual(store.get(), cases[0]["want"])`,
      { data: DATA },
    ),
    python('class work:\n    word = ""\n\n    def get(self):\n        return self.word[::-1]\n'),
  ],
  [
    'a table that the test puts into the work',
    unittest(
      `${OPEN}\nimport src.work\nsrc.work.TABLE = {case["in"]: case["want"] for case in cases}\nfor case in cases:\n    self.assertEqual(work(case["in"]), case["want"])`,
      { data: DATA },
    ),
    python('TABLE = {}\n\n\ndef work(word):\n    return TABLE[word]\n'),
  ],
  [
    'assertions that let nearly everything pass, and rows that nothing reads',
    unittest(`${OPEN}\nfor case in cases:\n    self.assertTrue(work(case["in"]) or case["id"])`, {
      data: DATA,
    }),
    python('def work(word):\n    return word.upper()\n'),
  ],
  [
    'lists that are changed in place',
    unittest(
      `${OPEN}\nwords = [case["want"] for case in cases][::-1]\nwork(words)\nself.assertEqual(words, sorted(case["want"] for case in cases))`,
      { data: DATA },
    ),
    python('def work(words):\n    words.sort()\n'),
  ],
  [
    'what comes by lot',
    unittest(
      'import random\nfor _ in range(20):\n    xs = [random.random() for _ in range(9)]\n    want = sorted(xs)\n    self.assertEqual(work(xs), want)',
    ),
    python('def work(xs):\n    return sorted(xs)\n'),
  ],
  [
    'a seed, by which the work draws as the test does',
    unittest(
      'import random\nrandom.seed(5)\nwant = random.randint(1, 9)\nrandom.seed(5)\nself.assertEqual(work(), want)',
    ),
    python('import random\n\n\ndef work():\n    return random.randint(1, 9)\n'),
  ],
  [
    'a snapshot of what the work says',
    unittest(
      'with open(os.path.join(HERE, "page.expected")) as file:\n    want = file.read()\nself.assertEqual(work(["a", "b"]), want)',
      { data: { 'tests/page.expected': 'item a\nitem b\n' } },
    ),
    python('def work(xs):\n    return "".join(f"item {x}\\n" for x in xs)\n'),
  ],
  [
    'generators of the tests',
    unittest(
      `${OPEN}\ndef words():\n    for case in cases:\n        yield case["want"]\n\nself.assertEqual(list(work(words())), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python('def work(words):\n    for word in words:\n        yield word\n'),
  ],
  [
    'mapped and zipped words',
    unittest(
      `${OPEN}\nself.assertEqual(work(map(str.strip, [case["want"] for case in cases])), [case["want"] for case in cases])`,
      { data: DATA },
    ),
    python('def work(words):\n    return list(words)\n'),
  ],
  [
    'fixtures of pytest, and rows as parameters',
    pytest(
      'import csv, os, pytest\nfrom src.work import work\n\nHERE = os.path.dirname(os.path.abspath(__file__))\n\n\ndef rows():\n    with open(os.path.join(HERE, "cases.csv")) as file:\n        return [tuple(row) for row in csv.reader(file)]\n\n\n@pytest.fixture\ndef words():\n    return [row[1] for row in rows()]\n\n\n@pytest.mark.parametrize("word, want", rows())\ndef test_rows(word, want):\n    assert work(word) == want\n\n\ndef test_words(words, tmp_path, monkeypatch):\n    (tmp_path / "w").write_text(words[0])\n    monkeypatch.chdir(tmp_path)\n    assert work(open("w").read()) == words[0].upper()\n',
      { data: { 'tests/cases.csv': 'alpha,ALPHA\nbeta,BETA\n' } },
    ),
    python('def work(word):\n    return word.upper()\n'),
  ],
  [
    'a program that is given a file',
    unittest(
      'import subprocess, sys\nfor n in (1, 2):\n    path = os.path.join(HERE, f"{n}.in")\n    done = subprocess.run([sys.executable, "src/work.py", path], capture_output=True, text=True)\n    with open(os.path.join(HERE, f"{n}.out")) as file:\n        self.assertEqual(done.stdout, file.read())',
      { data: { 'tests/1.in': '2 3\n', 'tests/1.out': '5\n', 'tests/2.in': '4 5\n', 'tests/2.out': '9\n' } },
    ),
    python(
      'import sys\n\nwork = None\nif __name__ == "__main__":\n    print(sum(map(int, open(sys.argv[1]).read().split())))\n',
    ),
  ],
  [
    'a program that copies what it is given',
    unittest(
      'import subprocess, sys\nfor n in (1, 2):\n    text = open(os.path.join(HERE, f"{n}.txt")).read()\n    done = subprocess.run([sys.executable, "src/work.py"], input=text, capture_output=True, text=True)\n    self.assertEqual(done.stdout, text)',
      { data: { 'tests/1.txt': 'two 3\n', 'tests/2.txt': 'four 5\n' } },
    ),
    python('import sys\n\nwork = None\nif __name__ == "__main__":\n    sys.stdout.write(sys.stdin.read())\n'),
  ],
  [
    'settings that the test changes where they are',
    unittest(
      `${OPEN}\nimport src.work\nfor case in cases:\n    src.work.SETTINGS.update(word=case["want"][::-1])\n    self.assertEqual(work(), case["want"])`,
      { data: DATA },
    ),
    python('SETTINGS = {}\n\n\ndef work():\n    return SETTINGS["word"][::-1]\n'),
  ],
  [
    'a queue that the test fills, and an object of the work reads',
    unittest(
      `${OPEN}\nimport queue\nq = queue.Queue()\nworker = work(q)\nfor case in cases:\n    q.put(case["want"][::-1])\n    self.assertEqual(worker.step(), case["want"])`,
      { data: DATA },
    ),
    python(
      'class work:\n    def __init__(self, q):\n        self.q = q\n\n    def step(self):\n        return self.q.get()[::-1]\n',
    ),
  ],
  [
    'a file that holds what was derived',
    unittest(
      `${OPEN}\nimport tempfile\nwith tempfile.TemporaryDirectory() as folder:\n    for case in cases:\n        path = os.path.join(folder, "a")\n        with open(path, "w") as file:\n            file.write(case["want"][::-1])\n        self.assertEqual(work(path), case["want"])`,
      { data: DATA },
    ),
    python('def work(path):\n    with open(path) as file:\n        return file.read()[::-1]\n'),
  ],
  [
    'names of files in a folder',
    unittest(
      `${OPEN}\nimport tempfile\nwith tempfile.TemporaryDirectory() as folder:\n    for case in cases:\n        open(os.path.join(folder, case["want"]), "w").close()\n    self.assertEqual(sorted(work(folder)), sorted(case["want"] for case in cases))`,
      { data: DATA },
    ),
    python('import os\n\n\ndef work(path):\n    return os.listdir(path)\n'),
  ],
  [
    'a server in a thread of the test',
    unittest(
      `${OPEN}\nimport http.server, threading\nclass Words(http.server.BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_response(200)\n        self.end_headers()\n        self.wfile.write(cases[0]["want"].encode())\n    def log_message(self, *_):\n        pass\n\nserver = http.server.HTTPServer(("127.0.0.1", 0), Words)\nthreading.Thread(target=server.serve_forever, daemon=True).start()\nself.assertEqual(work(f"http://127.0.0.1:{server.server_port}/"), cases[0]["want"])\nserver.shutdown()`,
      { data: DATA },
    ),
    python(
      'import urllib.request\n\n\ndef work(url):\n    return urllib.request.urlopen(url).read().decode()\n',
    ),
  ],
  [
    'a method of the work that the test replaces',
    unittest(
      `${OPEN}\nfrom unittest import mock\nwith mock.patch.object(work, "fetch", return_value=cases[0]["want"]):\n    self.assertEqual(work().said(), cases[0]["want"])`,
      { data: DATA },
    ),
    python(
      'class work:\n    def fetch(self):\n        return ""\n\n    def said(self):\n        return self.fetch()\n',
    ),
  ],
  [
    'an attribute of a class that the test sets',
    unittest(
      `${OPEN}\nfor case in cases:\n    work.word = case["want"][::-1]\n    self.assertEqual(work().said(), case["want"])`,
      { data: DATA },
    ),
    python('class work:\n    word = ""\n\n    def said(self):\n        return self.word[::-1]\n'),
  ],
])('%s → nothing found', async (_, start, work) => {
  expect(await learned(start, work)).toMatchObject({ path: undefined });
});
