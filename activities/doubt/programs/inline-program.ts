/**
 * A program that stands in the words of a command (`python3 -c "…"`, `node -e '…'`, a here-document): its
 * expectations are in the contract, so that it is a test file whose text is changed with the command. Pure.
 */
import type { TestFile } from '../../twins/trials/find-twins.ts';

export interface InlineProgram extends TestFile {
  /** The command with another text in its place. */
  readonly withText: (text: string) => string;
  /** What is left of the command without it. */
  readonly around: string;
}

const PROGRAM = String.raw`\b(python[\d.]*|pypy[\d.]*|node|nodejs|perl|(?:ba|da|z)?sh)`;
const OPTION = new RegExp(
  String.raw`${PROGRAM}((?:\s+-[-\w=]+)*?)\s+(?:-\w*[ce]|--eval)\s+('[^']*'|"(?:[^"\\$\x60]|\\[\s\S])*")`,
);
const HERE = new RegExp(
  String.raw`${PROGRAM}((?:\s+-[-\w=]*)*)\s*<<-?\s*(['"]?)(\w+)\3([^\n]*)\n([\s\S]*?)\n\4[ \t]*(?=\n|$)`,
);

/** The first one; `undefined` where there is none, or where the shell would put something into its text. */
export function inlineProgram(command: string): InlineProgram | undefined {
  return fromHere(command) ?? fromOption(command);
}

function fromOption(command: string): InlineProgram | undefined {
  const match = OPTION.exec(command);
  const [all, program = '', options = '', quoted = ''] = match ?? [];
  if (match === null || all === undefined) return undefined;
  const at = match.index + all.length - quoted.length;
  const [before, behind] = [command.slice(0, at), command.slice(at + quoted.length)];
  const inner = quoted.slice(1, -1);
  return {
    path: pathOf(program, options),
    text: quoted.startsWith("'") ? inner : inner.replaceAll(/\\(["\\$`])/g, '$1').replaceAll('\\\n', ''),
    withText: (text) => `${before}'${text.replaceAll("'", `'\\''`)}'${behind}`,
    around: `${before}''${behind}`,
  };
}

function fromHere(command: string): InlineProgram | undefined {
  const match = HERE.exec(command);
  const [all, program = '', options = '', quote = '', word = '', rest = '', text = ''] = match ?? [];
  if (match === null || all === undefined || (quote === '' && /[\\$`]/.test(text))) return undefined;
  const [before, behind] = [command.slice(0, match.index), command.slice(match.index + all.length)];
  return {
    path: pathOf(program, options),
    text: `${text}\n`,
    withText: (other) =>
      `${before}${program}${options} <<'${word}'${rest}\n${other.replace(/\n$/, '')}\n${word}${behind}`,
    around: `${before}${program}${options}${rest}${behind}`,
  };
}

/** It is no path of the workspace; its ending tells the language. */
function pathOf(program: string, options: string): string {
  const module = /input-type=module/.test(options) ? 'mjs' : 'js';
  const ending = /^py/.test(program)
    ? 'py'
    : /^node/.test(program)
      ? module
      : program === 'perl'
        ? 'pl'
        : 'sh';
  return `(the command's own text).${ending}`;
}
