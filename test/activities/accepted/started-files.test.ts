import { describe, expect, test } from '@jest/globals';
import { startedFiles } from '../../../activities/accepted/started-files.ts';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "scripts": { "test": "sh scripts/verify.sh", "twice": "npm test && ./run.py" } }',
  Makefile: 'check:\n\tsh scripts/verify.sh\nall: check\n',
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
    ['python3 -m pkg', ['pkg/__main__.py']],
    ['python3 main.py', ['main.py']],
    ['sh ci.sh', ['ci.sh', 'check.sh']],
    ['sh compare.sh', ['compare.sh', 'src/build.mjs (beside)']],
    ['node src/build.mjs && node test/run.mjs', ['src/build.mjs (beside)']],
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
