import { expect, test } from '@jest/globals';
import type { Survey } from '../../../../activities/accepted/survey.ts';
import type { ExaminedCheck } from '../../../../activities/checks/examine.ts';
import { readPrograms } from '../../../../activities/doubt/programs/read-programs.ts';
import { toBytePath } from '../../../../tree/tree-paths.ts';
import { checkWith } from '../../../support/contract/sample-contract.ts';

const GO = 'package main\n\nfunc main() {\n}\n';
const FILES: Readonly<Record<string, string>> = {
  'tests/run.py': 'print(1)\n',
  'tests/__main__.py': 'print(1)\n',
  'test/index.js': 'console.log(1);\n',
  verify: '#!/usr/bin/env python3\nprint(1)\n',
  'check.sh': 'python3 tests/run.py | tee log\n',
  'all.sh': 'set -e\npython3 tests/run.py\n',
  'compare.sh': 'set -e\n[ "$(python3 tests/run.py 2 3)" = 6 ]\n[ `python3 tests/run.py 4 5` = 20 ]\n',
  'node_modules/run/run.js': 'process.exit(0);\n',
  'check/main.go': GO,
};

/** Everything was read, and nothing was changed. */
async function rolesOf(command: string) {
  const paths = Object.keys(FILES);
  const tree = new Map(
    paths.map((path) => [toBytePath(path), { kind: 'file', sha256: path, sizeBytes: 1, mode: 0o644 }]),
  );
  const examined = {
    check: checkWith({ command }),
    runs: [
      {
        reads: {
          known: true,
          count: paths.length,
          files: paths,
          changed: [],
          undeclared: [],
          unprotected: [],
        },
      },
    ],
  } as unknown as ExaminedCheck;
  const survey = {
    accepted: tree,
    plan: { composed: tree },
    ownership: { isProtected: () => true },
    decidesChecks: () => true,
  } as unknown as Survey;
  const states = { contentOf: async (sum: string) => Buffer.from(FILES[sum] ?? '') };
  const { files } = await readPrograms(examined, survey, states, {});
  return files.filter(({ path }) => path !== 'check/main.go').map(({ path, role }) => `${path} ${role}`);
}

test.each<[string, readonly string[]]>([
  ['python3 tests/run.py', ['tests/run.py started']],
  ['./verify', ['verify started']],
  ['sh check.sh', ['check.sh started', 'tests/run.py named']],
  ['cd tests && python3 run.py', ['tests/run.py named']],
  ['python3 -m tests', ['tests/__main__.py named']],
  ['python3 -B -m tests.run', ['tests/run.py named']],
  ['python3 -W error tests/run.py', ['tests/run.py named']],
  ['/usr/bin/env python3 tests/run.py', ['tests/run.py named']],
  ['python3 tests/run.py || exit 1', ['tests/run.py named']],
  ['if python3 tests/run.py; then exit 0; else exit 1; fi', ['tests/run.py named']],
  ['set -o pipefail; python3 tests/run.py | tee /tmp/log', ['tests/run.py named']],
  ['timeout -k 5 60 python3 tests/run.py', ['tests/run.py named']],
  ['node test', ['test/index.js named']],
  ['sh all.sh', ['tests/run.py started', 'all.sh started']],
  ['sh all.sh | tee log', ['tests/run.py named', 'all.sh named']],
  ['test "$(python3 tests/run.py 2 3)" = 6', ['tests/run.py named']],
  ['test $(python3 tests/run.py 2 3) -eq 6 && test -f x', ['tests/run.py named']],
  ['test "$(python3 tests/run.py)" = 6 && python3 tests/run.py', ['tests/run.py started']],
  ['diff <(sort x; python3 tests/run.py) y', ['tests/run.py named']],
  ['sh compare.sh', ['compare.sh started', 'tests/run.py named']],
  ['node node_modules/run/run.js | tee log', []],
  ['python3 -m unittest', []],
])('readPrograms: %s → %j', async (command, roles) => {
  expect(await rolesOf(command)).toEqual(roles);
});
