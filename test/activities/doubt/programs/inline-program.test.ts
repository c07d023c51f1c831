import { expect, test } from '@jest/globals';
import { inlineProgram } from '../../../../activities/doubt/programs/inline-program.ts';
import { onCommand } from '../../../../activities/doubt/programs/on-command.ts';

test.each([
  ['python3 -c "assert f(2) == \\"a\\""', 'py', 'assert f(2) == "a"', `python3 -c 'it'\\''s'`],
  ["cd x && node -e 'f(1)' && true", 'js', 'f(1)', "cd x && node -e 'it'\\''s' && true"],
  ["node --input-type=module -e 'f(1)'", 'mjs', 'f(1)', "node --input-type=module -e 'it'\\''s'"],
  ["python3 - <<'EOF'\na\nb\nEOF", 'py', 'a\nb\n', "python3 - <<'EOF'\nit's\nEOF"],
  ['python3 <<X && true\na\nX\n', 'py', 'a\n', "python3 <<'X' && true\nit's\nX\n"],
])('inlineProgram: %j → its text, and the command with another', (command, ending, text, other) => {
  const found = inlineProgram(command);
  expect([found?.path.endsWith(`.${ending}`), found?.text, found?.withText("it's")]).toEqual([
    true,
    text,
    other,
  ]);
});

test.each([
  'python3 tests/run.py',
  'python3 -c "assert f($X)"',
  'python3 <<EOF\nassert f($X)\nEOF',
  'grep -c "x" a.txt',
])('inlineProgram: %j → none', (command) => {
  expect(inlineProgram(command)).toBeUndefined();
});

test('onCommand: a change of the program → one of the command, and other files as they are', () => {
  const command = "python3 -c 'a'";
  const inline = inlineProgram(command);
  const changes = [
    { path: inline?.path ?? '', text: 'b' },
    { path: 'x.py', text: 'c' },
  ];
  expect(onCommand({ changes }, command, inline)).toEqual({
    changes: [{ path: 'x.py', text: 'c' }],
    command: "python3 -c 'b'",
  });
});
