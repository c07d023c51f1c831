import { expect, test } from '@jest/globals';
import { onCommand } from '../../../../activities/doubt/programs/on-command.ts';
import { ownCommand } from '../../../../activities/doubt/programs/own-command.ts';

test.each([
  '. ./lib.sh && area 2 3',
  'cd src; source lib.sh; area 2 3',
  'PATH=./bin:$PATH sh run.sh',
  'export PATH="$PWD/bin:$PATH"; run',
  'eval "$(cat lib.sh)"; area',
])('ownCommand: %j → a script that may have the work in its shell', (command) => {
  expect(ownCommand(command)?.text).toBe(command);
});

test.each(['sh run.sh', 'python3 -m unittest', 'node ./run.mjs . ', 'MY_PATH=1 ./run.sh', './source.sh'])(
  'ownCommand: %j → none',
  (command) => {
    expect(ownCommand(command)).toBeUndefined();
  },
);

test('onCommand: the command itself is changed → it runs, with other files as they are', () => {
  const command = '. ./lib.sh && area 2 3';
  const changes = [
    { path: ownCommand(command)?.path ?? '', text: 'true' },
    { path: 'run.sh', text: 'a' },
  ];
  expect(onCommand({ changes }, command, undefined)).toEqual({
    changes: [{ path: 'run.sh', text: 'a' }],
    command: 'true',
  });
});
