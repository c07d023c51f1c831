import { expect, test } from '@jest/globals';
import { commandTrouble } from '../../../activities/checks/command-trouble.ts';

const PYTHON = '/usr/bin/python3: No module named';

test.each<[string, string, number, string, string | undefined]>([
  [
    'a program that bash does not find',
    'pytst -q',
    127,
    'bash: line 1: pytst: command not found',
    'pytst: command not found',
  ],
  [
    'a script that is not there',
    './run.sh',
    127,
    'bash: line 1: ./run.sh: No such file or directory',
    undefined,
  ],
  [
    'a script on a path of another machine',
    '/home/me/py/run.sh',
    127,
    'bash: line 1: /home/me/py/run.sh: No such file or directory',
    '/home/me/py/run.sh: No such file or directory',
  ],
  [
    'a script of the work that names such a path',
    'bash run.sh',
    127,
    'run.sh: line 3: /usr/lib/x: No such file or directory',
    undefined,
  ],
  [
    'a script that the command was to make',
    'make x; /tmp/x',
    127,
    'bash: line 1: /tmp/x: No such file or directory',
    undefined,
  ],
  [
    'an installed program whose interpreter is out of reach',
    'pytest',
    127,
    '/bin/bash: line 1: /opt/venv/bin/pytest: cannot execute: required file not found',
    '/opt/venv/bin/pytest: cannot execute: required file not found',
  ],
  [
    'the same, of an older bash',
    'pytest',
    126,
    '/bin/bash: /opt/venv/bin/pytest: /root/.pyenv/bin/python: bad interpreter: No such file or directory',
    '/opt/venv/bin/pytest: /root/.pyenv/bin/python: bad interpreter: No such file or directory',
  ],
  [
    'a script of the work with an interpreter that is not there',
    './run.sh',
    127,
    'bash: line 1: ./run.sh: cannot execute: required file not found',
    undefined,
  ],
  [
    'a runner that Python does not have',
    'python3 -m pytest -q tests',
    1,
    `${PYTHON} pytest`,
    `${PYTHON} pytest`,
  ],
  ['a module that may be the work', 'python3 -m app.main', 1, `${PYTHON} app`, undefined],
  ['a runner that the tests themselves look for', 'python3 run.py', 1, `${PYTHON} pytest`, undefined],
  [
    'a function that a library of the workspace is to define',
    '. src/lib.sh && out=$(slugify "A b") && [ "$out" = a-b ]',
    127,
    '/bin/bash: line 1: slugify: command not found',
    undefined,
  ],
  [
    'the same, in a script within the command',
    "bash -c 'source src/lib.sh; slugify x'",
    127,
    'bash: line 1: slugify: command not found',
    undefined,
  ],
  [
    'what a script of the workspace starts',
    'bash test/run.sh',
    127,
    'test/run.sh: line 3: slugify: command not found',
    undefined,
  ],
  [
    'the same, told by a shell that the script has started',
    './test/run.sh',
    127,
    'bash: line 1: slugify: command not found',
    undefined,
  ],
  [
    'a program that is looked for in the workspace',
    'PATH="$PWD/bin:$PATH"; greet --version',
    127,
    'bash: line 1: greet: command not found',
    undefined,
  ],
  [
    'the same, with a relative folder, for one command',
    'env PATH=bin:$PATH greet --version',
    127,
    "env: 'greet': No such file or directory",
    undefined,
  ],
  [
    'a program that is looked for in more folders of the machine',
    'export PATH="/opt/tools/bin:$PATH"; greet --version',
    127,
    'bash: line 1: greet: command not found',
    'greet: command not found',
  ],
  [
    'a function that text which is run is to define',
    'eval "$(cat src/lib.sh)"; slugify x',
    127,
    'bash: line 1: slugify: command not found',
    undefined,
  ],
  [
    'a program behind others',
    'cd app && FOO=1 cargoo test | tail -3',
    127,
    'bash: line 1: cargoo: command not found',
    'cargoo: command not found',
  ],
  ['a script of package.json', 'npm test', 127, 'sh: 1: cargoo: not found', undefined],
  ['the shell called dash', "sh -c 'cargoo test'", 127, 'sh: 1: cargoo: not found', 'cargoo: not found'],
  ['a script that dash reads', 'sh check.sh', 127, 'check.sh: 3: cargoo: not found', undefined],
  [
    'a program that env does not find',
    'env A=1 cargoo test',
    127,
    "env: 'cargoo': No such file or directory",
    "env: 'cargoo': No such file or directory",
  ],
  [
    'a program that timeout does not find',
    'timeout 5 cargoo test',
    127,
    "timeout: failed to run command 'cargoo': No such file or directory",
    "timeout: failed to run command 'cargoo': No such file or directory",
  ],
  [
    'a program that nice does not find, in other quotes',
    'nice cargoo',
    127,
    'nice: ‘cargoo’: No such file or directory',
    'nice: ‘cargoo’: No such file or directory',
  ],
  [
    'a program that xargs does not find',
    'xargs -n1 cargoo < list',
    127,
    'xargs: cargoo: No such file or directory',
    'xargs: cargoo: No such file or directory',
  ],
  [
    'a script of the work that env is to start',
    'env ./run.sh',
    127,
    "env: './run.sh': No such file or directory",
    undefined,
  ],
  [
    'an interpreter that a script of the work names',
    './run.py',
    127,
    "/usr/bin/env: 'pyton': No such file or directory",
    undefined,
  ],
  ['any other failure', 'go test ./...', 1, 'FAIL: command not found in the table', undefined],
])('commandTrouble: %s → missing by the telling line, or not', (_, command, exitCode, output, told) => {
  const trouble = commandTrouble(command, { exitCode, output: `collecting\n${output}\n` });
  expect(trouble?.isMissing ? trouble.told : undefined).toBe(told);
});

test('commandTrouble: a script that is still to be written → told, and not missing', () => {
  const output = 'bash: line 1: ./run.sh: No such file or directory\n';
  expect(commandTrouble('./run.sh', { exitCode: 127, output })).toEqual({
    told: './run.sh: No such file or directory',
    isMissing: false,
  });
});

const EITHER = 'either the work has to bring it, or the machine lacks it';

test.each<[string, string, number, string, string | undefined]>([
  [
    'a script of the workspace finds no program',
    'bash test/run.sh',
    127,
    'test/run.sh: line 3: slugify: command not found',
    `test/run.sh: line 3: slugify: command not found; ${EITHER}`,
  ],
  [
    'make tells of it, and ends otherwise',
    'make -s test',
    2,
    '/bin/sh: 1: cargoo: not found\nmake: *** [Makefile:2: test] Error 127',
    `cargoo: not found; ${EITHER}`,
  ],
  [
    'a flag that the program does not know',
    'FOO=1 node --test --test-nope=1',
    9,
    '/usr/bin/node: bad option: --test-nope=1',
    '/usr/bin/node: bad option: --test-nope=1',
  ],
  ['make of a target that failed', 'make test', 2, 'make: *** [Makefile:2: test] Error 1', undefined],
  ['what another program says', 'npm test', 1, 'node: bad option: --nope', undefined],
])('commandTrouble: %s → told, and not missing', (_, command, exitCode, output, told) => {
  expect(commandTrouble(command, { exitCode, output: `${output}\n` })).toEqual(
    told === undefined ? undefined : { told, isMissing: false },
  );
});
