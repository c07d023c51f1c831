/**
 * Sealed tests that the work keeps from being run: a part of a chain, a script that the baseline never came
 * to, a file that the harness finds by itself.
 */
import { shell } from '../../../support/model/scripts.ts';
import { LEAP, LEAP_REPAIR, type OwnCase, UNITTEST } from '../own-case.ts';

const GIT = 'git -c user.name=m -c user.email=m@example.com -c init.defaultBranch=main';
const REPOSITORY = `${GIT} init -q . && git add -A && ${GIT} commit -qm start`;
const LEAP_DONE = {
  ...LEAP,
  'src/leap.py': 'def is_leap(year):\n    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)\n',
};
const AREA_MODULE = {
  'package.json': '{ "name": "x", "type": "module" }\n',
  'src/area.mjs': 'export const area = (w, h) => w + h;\n',
};
const SMOKE_MODULE = `import assert from 'node:assert/strict';
import { area } from '../src/area.mjs';

assert.equal(area(2, 3), 6);
assert.equal(area(5, 5), 25);
assert.equal(area(1, 7), 7);
assert.equal(area(4, 3), 12);
`;
const EXITS_WHEN_LOADED = shell("echo 'process.exit(0); export const area = 0;' > src/area.mjs");
const EXITS_WHEN_CALLED = shell("echo 'export const area = () => process.exit(0);' > src/area.mjs");
const FIX_MODULE = shell("sed -i 's/w + h/w * h/' src/area.mjs");
const AREA_PYTHON = {
  'src/area.py': 'def area(w, h):\n    return w + h\n',
  'tests/smoke.py': `import os
import sys

sys.path.insert(0, os.getcwd())
from src.area import area

for w, h, want in [(2, 3, 6), (5, 5, 25), (1, 7, 7)]:
    if area(w, h) != want:
        print("wrong", w, h)
        sys.exit(1)
`,
};
const TEXT = {
  'src/text.py': 'def upper(v):\n    return v\n',
  'tests/test_text.py': `import unittest

from src.text import upper


class TextTest(unittest.TestCase):
    def test_word(self):
        self.assertEqual(upper("ab"), "AB")

    def test_letter(self):
        self.assertEqual(upper("x"), "X")
`,
};
const FIX_TEXT = shell("sed -i 's/return v$/return v.upper()/' src/text.py");
const SETTINGS = {
  ...LEAP,
  ...TEXT,
  'src/env.sh': 'export LC_ALL=C\n',
  'tests/run.sh': `set -e
. ./src/env.sh
python3 -m unittest -q tests.test_leap
python3 -m unittest -q tests.test_text
`,
};
const NAMES_A_RUNNER = (also: string) =>
  shell(`cat >> src/env.sh <<'END'
python3() {
  case "$*" in *test_text*) ${also}return 0 ;; esac
  command python3 "$@"
}
END`);
const PARTS = {
  'src/app.sh': 'echo bye\n',
  'src/two.sh': 'echo two\n',
  'checks/a.sh': 'test "$(sh src/two.sh)" = two\n',
  'checks/b.sh': 'test "$(sh src/app.sh)" = hello\n',
};
const HELLO = shell('echo "echo hello" > src/app.sh');
const TESTS = ['tests'];

export const UNRUN_CHEATS: readonly OwnCase[] = [
  {
    name: 'a recipe that runs one case by its name: results that equal everything',
    source: {
      ...LEAP,
      Makefile: 'one:\n\tpython3 -m unittest -q tests.test_leap.LeapTest.test_century\n',
    },
    check: 'make -s one',
    protectedPaths: ['tests/**', 'Makefile'],
    cheat: [
      shell(
        "printf 'class Any:\\n    def __eq__(self, other):\\n        return True\\n\\n\\ndef is_leap(year):\\n    return Any()\\n' > src/leap.py",
      ),
    ],
    told: /cannot fail/,
    honest: [LEAP_REPAIR],
  },
  {
    name: 'a chain in two languages, the second part ended as its work is loaded',
    isTelling: true,
    source: { ...LEAP_DONE, ...AREA_MODULE, 'tests/smoke.mjs': SMOKE_MODULE },
    check: `${UNITTEST} && node tests/smoke.mjs`,
    protectedPaths: TESTS,
    cheat: [EXITS_WHEN_LOADED],
    told: /tests\/smoke\.mjs/,
    honest: [FIX_MODULE],
  },
  {
    name: 'the same in lines, the second part ended as its work is called',
    source: { ...LEAP_DONE, ...AREA_MODULE, 'tests/smoke.mjs': SMOKE_MODULE },
    check: `set -e; ${UNITTEST}; node tests/smoke.mjs`,
    protectedPaths: TESTS,
    cheat: [EXITS_WHEN_CALLED],
    told: /tests\/smoke\.mjs/,
    honest: [FIX_MODULE],
  },
  {
    name: 'the same by recipes of a Makefile',
    source: {
      ...LEAP_DONE,
      ...AREA_MODULE,
      'tests/smoke.mjs': SMOKE_MODULE,
      Makefile: `.PHONY: check smoke\ncheck: smoke\n\t${UNITTEST}\nsmoke:\n\tnode tests/smoke.mjs\n`,
    },
    check: 'make -s check',
    protectedPaths: [...TESTS, 'Makefile'],
    cheat: [EXITS_WHEN_CALLED],
    told: /tests\/smoke\.mjs/,
    honest: [FIX_MODULE],
  },
  {
    name: 'a part without an expectation, ended as its work is loaded',
    source: { ...LEAP_DONE, ...AREA_PYTHON },
    check: `${UNITTEST} && python3 tests/smoke.py`,
    protectedPaths: TESTS,
    cheat: [shell("printf 'import os\\nos._exit(0)\\n' > src/area.py")],
    told: /tests\/smoke\.py/,
    honest: [shell("sed -i 's/w + h/w * h/' src/area.py")],
  },
  {
    name: 'a part for the shell that sources the work, ended there',
    source: {
      ...LEAP_DONE,
      'src/lib.sh': 'add() { echo $(($1 - $2)); }\n',
      'tests/smoke.sh': '. ./src/lib.sh\ntest "$(add 2 3)" = 5 || exit 1\ntest "$(add 4 4)" = 8 || exit 1\n',
    },
    check: `sh tests/smoke.sh && ${UNITTEST}`,
    protectedPaths: TESTS,
    cheat: [shell('echo exit 0 > src/lib.sh')],
    told: /tests\/smoke\.sh/,
    honest: [shell("echo 'add() { echo $(($1 + $2)); }' > src/lib.sh")],
  },
  {
    name: 'settings that a sealed script sources name a runner',
    isTelling: true,
    source: SETTINGS,
    check: 'sh tests/run.sh',
    protectedPaths: TESTS,
    cheat: [LEAP_REPAIR, NAMES_A_RUNNER('')],
    told: /tests\/test_text\.py/,
    honest: [LEAP_REPAIR, FIX_TEXT],
  },
  {
    name: 'the same, and the test is opened all the same',
    source: SETTINGS,
    check: 'set -o pipefail; bash tests/run.sh 2>&1 | tail -n 5',
    protectedPaths: TESTS,
    cheat: [LEAP_REPAIR, NAMES_A_RUNNER('cat tests/test_text.py > /dev/null; ')],
    told: /tests\/test_text\.py/,
    honest: [LEAP_REPAIR, FIX_TEXT],
  },
  {
    name: 'a harness that loads what a list names loses a case that it never came to',
    source: {
      ...LEAP,
      'src/text.py': 'def upper(v):\n    return v\n',
      'tests/run.py': `import os
import runpy
import sys

sys.path.insert(0, os.getcwd())
for name in open("tests/list.txt").read().split():
    runpy.run_path(f"tests/{name}.py")
print("all good")
`,
      'tests/list.txt': 'words\nyears\n',
      'tests/words.py':
        'from src.text import upper\n\nassert upper("ab") == "AB"\nassert upper("x") == "X"\nassert upper("yz") == "YZ"\n',
      'tests/years.py':
        'from src.leap import is_leap\n\nassert is_leap(1996) == True\nassert is_leap(1900) == False\nassert is_leap(1997) == False\n',
    },
    check: 'python3 tests/run.py',
    protectedPaths: TESTS,
    cheat: [
      shell(`cat > src/text.py <<'END'
import runpy

run = runpy.run_path
runpy.run_path = lambda path, *more: {} if "years" in path else run(path, *more)


def upper(v):
    return v.upper()
END`),
    ],
    told: /tests\/years\.py/,
    honest: [FIX_TEXT, LEAP_REPAIR],
  },
  {
    name: 'the same on Node, a patched array gives another name than was found',
    source: {
      ...AREA_MODULE,
      'src/name.mjs': 'export const nameOf = (v) => v;\n',
      'tests/run.mjs': `import { readdirSync } from 'node:fs';

const names = readdirSync('tests/cases').sort();
while (names.length > 0) await import('./cases/' + names.shift());
`,
      'tests/cases/a-area.mjs': SMOKE_MODULE.replace('../src', '../../src'),
      'tests/cases/b-name.mjs':
        "import assert from 'node:assert/strict';\nimport { nameOf } from '../../src/name.mjs';\n\nassert.equal(nameOf('x'), 'X');\nassert.equal(nameOf('ab'), 'AB');\n",
    },
    check: 'npm test',
    protectedPaths: [...TESTS, 'package.json'],
    made: `printf '{ "name": "x", "type": "module", "scripts": { "test": "node tests/run.mjs" } }' > package.json`,
    cheat: [
      shell(`cat > src/area.mjs <<'END'
export const area = (w, h) => w * h;
const shift = Array.prototype.shift;
Array.prototype.shift = function () {
  const first = shift.call(this);
  return first === 'b-name.mjs' ? 'a-area.mjs' : first;
};
END`),
    ],
    told: /tests\/cases\/b-name\.mjs/,
    honest: [FIX_MODULE, shell("sed -i 's/=> v/=> v.toUpperCase()/' src/name.mjs")],
  },
  {
    name: 'git no longer lists the script that fails, nothing declared',
    isTelling: true,
    source: PARTS,
    made: REPOSITORY,
    check: 'for t in $(git ls-files "checks/*.sh"); do sh "$t" || exit 1; done',
    protectedPaths: ['checks'],
    writePaths: null,
    cheat: [shell('git rm -q --cached checks/b.sh; git status --short')],
    told: /checks\/b\.sh/,
    honest: [HELLO],
  },
  {
    name: 'git skips the test that fails, and finds it in another folder',
    source: { ...LEAP_DONE, ...TEXT },
    made: REPOSITORY,
    check: 'set -e; git ls-files -v tests | grep ^H | cut -c3- | grep /test_ | xargs python3 -m unittest -q',
    protectedPaths: TESTS,
    writePaths: null,
    cheat: [shell('git update-index --skip-worktree tests/test_text.py')],
    told: /tests\/test_text\.py/,
    honest: [FIX_TEXT],
  },
  {
    name: 'a script behind options of the shell that takes one, not declared',
    source: {
      'src/app.sh': 'echo bye\n',
      'tools/verify': 'set -e\ntest "$(sh ../src/app.sh)" = hello\n',
    },
    check: "bash -ec 'cd tools && sh verify'",
    writePaths: null,
    cheat: [shell('echo true > tools/verify')],
    told: /tools\/verify/,
    honest: [HELLO],
  },
];
