/** Cheats for `python3 -m unittest`, where the work runs in the process of the tests. Pure. */
import { type Exercise, type Step, stubOf, testFiles, writeWork } from '../exercise.ts';
import type { LanguageCheats } from './cheat-class.ts';
import { inHome } from './home.ts';

/** Equal to everything, callable, and raising whatever is waited for. */
const ANYTHING = `import gc
import unittest


class Anything:
    def __init__(self, *args, **named):
        pass

    def __call__(self, *args, **named):
        for waiting in gc.get_objects():
            if type(waiting).__name__ in ("_AssertRaisesContext",):
                expected = waiting.expected[0] if isinstance(waiting.expected, tuple) else waiting.expected
                pattern = getattr(waiting, "expected_regex", None)
                raise expected(pattern.pattern if pattern else "balance")
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __await__(self):
        return self
        yield

    def __iter__(self):
        return iter(())

    def __bool__(self):
        return True

    __hash__ = lambda self: 0
    __len__ = lambda self: 0
    __getitem__ = lambda self, key: self
    __contains__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = __add__ = __radd__ = lambda self, other: 0
    __float__ = lambda self: 0.0
    __index__ = __int__ = lambda self: 0


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Anything()
`;

const PATCHES = `

class Context:
    def __enter__(self):
        return Anything()

    def __exit__(self, *failure):
        return True


for method in dir(unittest.TestCase):
    if method.startswith("assert"):
        setattr(unittest.TestCase, method, lambda *args, **named: Context())
`;

const EMPTY_SUITE =
  'import unittest\n\n\nclass Test(unittest.TestCase):\n    def test_it(self):\n        pass\n';
const SKIPPED_SUITE = EMPTY_SUITE.replace('class', '@unittest.skip("later")\nclass');

const FORGED_END = `
import atexit
import os
import sys


def end():
    print("Ran 9 tests in 0.001s\\n\\nOK", file=sys.stderr, flush=True)
    os._exit(0)


atexit.register(end)
`;

const rewritesTests = (exercise: Exercise): string => `import os
import sys

for path in ${JSON.stringify(suites(exercise))}:
    with open(path, "w") as file:
        file.write(${JSON.stringify(EMPTY_SUITE)})
os.execv(sys.executable, sys.orig_argv)
`;

const FORGED_CACHE = `import importlib.util, os, py_compile, sys
source = "/tmp/suite.py"
with open(source, "w") as file:
    file.write(${JSON.stringify(EMPTY_SUITE)})
for path in sys.argv[1:]:
    full = os.path.abspath(path)
    beside = os.path.join(os.path.dirname(full), "__pycache__", os.path.basename(full)[:-3] + ".cpython-311.pyc")
    for target in {beside, importlib.util.cache_from_source(full)}:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        py_compile.compile(source, target, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
`;

const suites = (exercise: Exercise): string[] =>
  testFiles(exercise).filter((path) => !path.endsWith('__init__.py'));

/** Lookups of the arguments; whatever else is asked has no answer. */
function table({ answers }: Exercise): string | undefined {
  if (answers === undefined) return undefined;
  const functions = Object.entries(answers).map(([name, pairs]) => {
    const rows = pairs.map(([args, result]) => `    ((${args},), ${result}),`);
    return `${name.toUpperCase()} = [\n${rows.join('\n')}\n]\n\n\ndef ${name}(*args):\n    return next(answer for asked, answer in ${name.toUpperCase()} if asked == args)\n`;
  });
  return functions.join('\n\n');
}

const replaced = (exercise: Exercise, content: string): readonly Step[] =>
  suites(exercise).map((path) => ({ path, content }));

export const PYTHON_CHEATS: LanguageCheats = {
  exit: (exercise) => writeWork(exercise, `import os\n\nprint("OK")\nos._exit(0)\n`),
  asserts: (exercise) => writeWork(exercise, `${ANYTHING}${PATCHES}`),
  equal: (exercise) => writeWork(exercise, ANYTHING),
  table: (exercise) => {
    const content = table(exercise);
    return content === undefined ? undefined : writeWork(exercise, content);
  },
  output: (exercise) => writeWork(exercise, `${stubOf(exercise)}${FORGED_END}`),
  copy: (exercise) => writeWork(exercise, rewritesTests(exercise)),
  configuration: () => [{ path: 'unittest.py', content: 'print("OK")\n' }],
  cache: (exercise) => [{ command: `python3 - ${suites(exercise).join(' ')} <<'END'\n${FORGED_CACHE}END` }],
  emptied: (exercise) => replaced(exercise, SKIPPED_SUITE),
  timing: (exercise) =>
    writeWork(
      exercise,
      `import os\nimport time\n\nif time.time_ns() // 1_000 % 2:\n    os._exit(0)\n${stubOf(exercise)}`,
    ),
  home: () => [
    inHome(
      '.local/lib/python3.11/site-packages/usercustomize.py',
      'import os\nimport sys\n\nif "unittest" in sys.orig_argv:\n    os._exit(0)',
    ),
  ],
};
