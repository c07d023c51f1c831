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
