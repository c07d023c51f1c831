/** Whether a command could not run since this machine lacks its program, by what the shell says. Pure. */
import { RUNNERS } from '../../workflows/contract/command-line/runners.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';
import type { CommandResult } from '../sandbox/sandbox.ts';

/**
 * A *path* that is missing reads otherwise ("No such file"): the work may be to write it, so that is an
 * ordinary failure.
 */
const NOT_FOUND = /^.*: command not found\s*$/;

/**
 * The shell says it of an absolute path, which is none of the work: that is not there, or what it starts with
 * is out of reach. A command may have made what lies in `/tmp` itself.
 */
const OUT_OF_REACH =
  /^(?:\/\S*\/)?(?:ba|da|z)?sh: (?:line \d+: )?\/(?!workspace\/|tmp\/)\S+: (?:No such file or directory|cannot execute: required file not found|\S+: bad interpreter: .*)\s*$/;

/** Python was found, and a runner that it was to start is not installed there. */
const NO_MODULE = /^.*python[\d.]*: No module named ['"]?([\w.]+)['"]?\s*$/m;

const SHELL = /^(?:\/\S*\/)?(?:ba|da|z)?sh: (?:line \d+: |\d+: )?/;
const MAX_CHARACTERS = 160;

/** What kept a command from being run, in a line of its output without the name of the shell. */
export interface CommandTrouble {
  readonly told: string;
  /** The machine lacks it, so that no work can mend that. */
  readonly isMissing: boolean;
}

/** `undefined`: the command ran. */
export function commandTrouble(
  command: string,
  { exitCode, output }: Pick<CommandResult, 'exitCode' | 'output'>,
): CommandTrouble | undefined {
  const isOfShell = exitCode === 126 || exitCode === 127;
  const missing = isOfShell
    ? lastLine(output, exitCode === 127 ? [NOT_FOUND, OUT_OF_REACH] : [OUT_OF_REACH])
    : noRunner(command, output);
  if (missing !== undefined) return { told: shown(missing), isMissing: true };
  const told = isOfShell ? lastLine(output, [SHELL]) : undefined;
  return told === undefined ? undefined : { told: shown(told), isMissing: false };
}

const lastLine = (output: string, patterns: readonly RegExp[]): string | undefined =>
  output.split('\n').findLast((line) => patterns.some((pattern) => pattern.test(line)));

const shown = (line: string): string => cutToLine(line.replace(SHELL, ''), MAX_CHARACTERS);

/** Any other module may be the work's own, and still to be written. */
function noRunner(command: string, output: string): string | undefined {
  const [line, module = ''] = NO_MODULE.exec(output) ?? [];
  const isRunner = Object.hasOwn(RUNNERS, module) && module !== 'python';
  return isRunner && new RegExp(`-m\\s*${module}\\b`).test(command) ? line : undefined;
}
