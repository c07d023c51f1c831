import { describe, expect, test } from '@jest/globals';
import { followCommand, startedFiles } from '../../../activities/accepted/started-files.ts';

const FILES: Readonly<Record<string, string>> = {
  'package.json':
    '{ "scripts": { "test": "sh scripts/verify.sh", "twice": "npm test && ./run.py", "round": "npm run again && sh check.sh", "again": "npm run round", "build": "node src/build.mjs", "whole": "npm run build && node --test test/" } }',
  Makefile: 'check:\n\tsh scripts/verify.sh\nall: check\n',
  'tools/package.json': '{ "scripts": { "test": "./check.sh" } }',
  'tools/Makefile': 'all:\n\tsh check.sh\n',
  'tools/check.sh': 'exit 0\n',
  'check.sh': 'set -e\ntest "$(sh src/app.sh)" = hello\n',
  'ci.sh': '# node src/build.mjs\nset -e\nnode src/build.mjs > log\nsh check.sh\n',
  'compare.sh': 'node src/build.mjs\ndiff dist/out expected\n',
  'scripts/verify.sh': 'node scripts/more.mjs\n',
  'scripts/more.mjs': '',
  'run.py': '#!/usr/bin/env python3\n',
  'pkg/__main__.py': '',
  'src/app.sh': 'echo bye\n',
  'src/build.mjs': '',
  'main.py': '',
  'tests/run.py': '',
  'checks/index.js': '',
  'test/run.mjs': '',
};

const started = async (command: string) =>
  (
    await startedFiles(
      command,
      async (path) => FILES[path],
      (path) => path.startsWith('test/'),
    )
  ).map(({ path, isJudgedBeside }) => (isJudgedBeside ? `${path} (beside)` : path));

describe('startedFiles: what a command starts so that its exit code decides', () => {
  test.each<[string, readonly string[]]>([
    ['bash check.sh', ['check.sh']],
    ['FOO=1 timeout 60 sh ./check.sh', ['check.sh']],
    ['./run.py --fast', ['run.py']],
    ['npm test', ['scripts/verify.sh', 'scripts/more.mjs']],
    ['npm run twice', ['scripts/verify.sh', 'scripts/more.mjs', 'run.py']],
    ['make -s check', ['scripts/verify.sh', 'scripts/more.mjs']],
    ['make all', ['scripts/verify.sh', 'scripts/more.mjs']],
    ['cd scripts && sh verify.sh', ['scripts/verify.sh']],
    ['bash -c "sh check.sh"', ['check.sh']],
    ["bash -ec 'cd scripts && sh verify.sh'", ['scripts/verify.sh']],
    ["bash -euc 'sh check.sh'", ['check.sh']],
    ["sh -x -ec 'sh check.sh' name", ['check.sh']],
    ["bash -eo pipefail -c 'sh check.sh'", ['check.sh']],
    ["env -u HOME bash --norc -lc 'sh check.sh'", ['check.sh']],
    ["bash -e <<< 'sh check.sh'", ['check.sh']],
    ['bash -o pipefail check.sh', ['check.sh']],
    ['timeout -k 5 60 sh check.sh', ['check.sh']],
    ["eval 'cd scripts; sh verify.sh'", ['scripts/verify.sh']],
    ['if sh check.sh; then exit 0; else exit 1; fi', ['check.sh']],
    ['(cd scripts && ./verify.sh)', ['scripts/verify.sh']],
    ['npm --prefix=tools test', ['tools/check.sh']],
    ['npm run round', ['check.sh']],
    ['make -Ctools', ['tools/check.sh']],
    ['python3 -m pkg', ['pkg/__main__.py']],
    ['python3 main.py', ['main.py']],
    ['sh ci.sh', ['ci.sh', 'check.sh']],
    ['sh compare.sh', ['compare.sh', 'src/build.mjs (beside)']],
    ['node src/build.mjs && node test/run.mjs', ['src/build.mjs (beside)']],
    ['npm run whole', ['src/build.mjs (beside)']],
    ['npm run build', ['src/build.mjs']],
    ['node src/build.mjs && python3 -m unittest', ['src/build.mjs (beside)']],
  ])('%s → %j', async (command, paths) => {
    expect(await started(command)).toEqual(paths);
  });

  test.each([
    'python3 main.py | grep ok',
    'test "$(sh src/app.sh)" = hello',
    'python3 main.py > out; diff out expected',
    'node --test',
    'sh absent.sh',
  ])('%s → none: it is judged by what it says', async (command) => {
    expect(await started(command)).toEqual([]);
  });
});

describe('followCommand: all that a command comes to', () => {
  test.each<[string, readonly string[]]>([
    ['python3 main.py | grep ok', ['main.py']],
    ['test "$(sh src/app.sh)" = hello', ['src/app.sh']],
    ['make -s check || true', ['scripts/verify.sh', 'scripts/more.mjs']],
    ['node src/build.mjs > log; node test/run.mjs', ['src/build.mjs', 'test/run.mjs']],
    ['cd scripts && node more.mjs', ['scripts/more.mjs']],
    ['python3 -B -m tests.run', ['tests/run.py']],
    ['python3 -Bmtests.run', ['tests/run.py']],
    ['python3 -X frozen_modules=off -W error main.py', ['main.py']],
    ['python3 -Xfrozen_modules=off main.py', ['main.py']],
    ['python3 pkg', ['pkg/__main__.py']],
    ['/usr/bin/env python3 main.py', ['main.py']],
    ['/usr/bin/timeout -k 5 60 python3 main.py || exit 1', ['main.py']],
    ['if python3 main.py; then exit 0; else exit 1; fi', ['main.py']],
    ['set -o pipefail; python3 main.py | tee /tmp/log', ['main.py']],
    ['python3 main.py; code=$?; echo done; exit $code', ['main.py']],
    ['node checks', ['checks/index.js']],
    ['node test/run', []],
    ['node -r ./src/build.mjs test/run.mjs | grep passed', ['test/run.mjs']],
    ['deno run -A test/run.mjs', ['test/run.mjs']],
    ['python3 -m unittest tests.run', []],
    ['python3 -c "import main" main.py', []],
  ])('%s → %j', async (command, paths) => {
    expect((await followCommand(command, async (path) => FILES[path])).paths).toEqual(paths);
  });

  test('scripts → their lines as well', async () => {
    const { lines } = await followCommand('npm test', async (path) => FILES[path]);
    expect(lines).toEqual([
      'npm test',
      'sh scripts/verify.sh',
      expect.stringContaining('node scripts/more.mjs'),
    ]);
  });
});
