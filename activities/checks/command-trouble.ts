/** What kept a command from being run, by what shells and programs say. Pure. */
import { RUNNERS } from '../../workflows/contract/command-line/runners.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';
import type { CommandResult } from '../sandbox/sandbox.ts';
import { isOwnProgram, ownProgramNames } from './own-programs.ts';

/** How a shell begins a line, whose command stands in no file. */
const SHELL = /^(?:\/\S*\/)?(?:ba|da|z)?sh: (?:line \d+: |\d+: )?/;

/**
 * A *path* that is missing reads otherwise ("No such file"): the work may be to write it, so that is an
 * ordinary failure.
 */
const NOT_FOUND = /^(\S+): (?:command )?not found\s*$/;

/**
 * The shell says it of an absolute path, which is none of the work: that is not there, or what it starts with
 * is out of reach. A command may have made what lies in `/tmp` itself.
 */
const OUT_OF_REACH =
  /^(\/(?!workspace\/|tmp\/)\S+): (?:No such file or directory|cannot execute: required file not found|\S+: bad interpreter: .*)\s*$/;

/** What programs that start others say of one that is on no folder of `PATH`; a path may be the work. */
const NOT_STARTED =
  /^(?:\/\S*\/)?[a-z]+: (?:failed to run command )?['‘]?([^\s/'’]+)['’]?: No such file or directory\s*$/;

/** Python was found, and a runner that it was to start is not installed there. */
const NO_MODULE = /^.*python[\d.]*: No module named ['"]?([\w.]+)['"]?\s*$/m;

/** A script says it with its own name and line in front, or a shell that some program has started. */
const SAID_NOT_FOUND = /^.*\S: (?:command )?not found\s*$/;

/** A program that runs others ends with its own exit code, and tells theirs. */
const TOLD_OF_OTHERS = /\bError 127\b/;

const MAX_CHARACTERS = 160;

/** What kept a command from being run, in a line of its output without the name of the shell. */
export interface CommandTrouble {
  readonly told: string;
  /** The machine lacks it for certain, so that no work can mend that. */
  readonly isMissing: boolean;
}

/** `undefined`: the command ran, or nothing tells that it did not. */
export function commandTrouble(
  command: string,
  { exitCode, output }: Pick<CommandResult, 'exitCode' | 'output'>,
): CommandTrouble | undefined {
  const lines = output.split('\n');
  const isOfShell = exitCode === 126 || exitCode === 127;
  const missing = isOfShell ? lines.findLast((line) => isLacking(command, line)) : noRunner(command, output);
  if (missing !== undefined) return { told: shown(missing), isMissing: true };
  const unfound =
    exitCode === 127 || TOLD_OF_OTHERS.test(output) ? lastLine(lines, SAID_NOT_FOUND) : undefined;
  if (unfound !== undefined) return { told: `${shown(unfound)}; ${EITHER}`, isMissing: false };
  const told = isOfShell ? lastLine(lines, SHELL) : ownComplaint(command, lines);
  return told === undefined ? undefined : { told: shown(told), isMissing: false };
}

const EITHER = 'either the work has to bring it, or the machine lacks it';

/** The command's own program is what the line says was not found. */
function isLacking(command: string, line: string): boolean {
  const said = SHELL.test(line) ? line.replace(SHELL, '') : undefined;
  const [, program] = (said === undefined ? NOT_STARTED : NOT_FOUND).exec(said ?? line) ?? [];
  if (program !== undefined) return isOwnProgram(command, program);
  const [, path] = OUT_OF_REACH.exec(said ?? '') ?? [];
  return (
    path !== undefined &&
    [path, path.slice(path.lastIndexOf('/') + 1)].some((each) => isOwnProgram(command, each))
  );
}

const lastLine = (lines: readonly string[], pattern: RegExp): string | undefined =>
  lines.findLast((line) => pattern.test(line));

/** What the command's own program says in its name: a flag or a file that it does not take. */
function ownComplaint(command: string, lines: readonly string[]): string | undefined {
  const names = ownProgramNames(command);
  return lines.findLast((line) => {
    const [, name = ''] = /^(?:\/\S*\/)?([\w.+-]+): (?!\*\*\*)\S/.exec(line) ?? [];
    return names.includes(name);
  });
}

const shown = (line: string): string => cutToLine(line.replace(SHELL, ''), MAX_CHARACTERS);

/** Any other module may be the work's own, and still to be written. */
function noRunner(command: string, output: string): string | undefined {
  const [line, module = ''] = NO_MODULE.exec(output) ?? [];
  const isRunner = Object.hasOwn(RUNNERS, module) && module !== 'python';
  return isRunner && new RegExp(`-m\\s*${module}\\b`).test(command) ? line : undefined;
}
