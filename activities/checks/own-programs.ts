/**
 * Which programs a check's own command starts, and that only the machine can bring: what a file of the
 * workspace says, or could define, may be what the work has to write. Pure.
 */
import { allCommands } from '../../workflows/contract/command-line/command-words.ts';

/** What may define a name that is no program: a library that is read, or text that is run. */
const DEFINING: readonly string[] = ['.', 'source', 'eval', 'alias', 'hash', 'enable'];
const KEYWORDS: readonly string[] = ['if', 'while', 'until', 'then', 'do', 'else', 'elif', 'time', '!'];
/** They start a program that is named among their arguments. */
const STARTERS: readonly string[] = [
  ...['env', 'timeout', 'nice', 'ionice', 'nohup', 'stdbuf', 'setsid', 'chrt', 'taskset', 'xargs'],
  ...['exec', 'command', 'builtin', 'sudo'],
];

/** Whether this program is one of those, so that no work can bring it where it is not found. */
export function isOwnProgram(command: string, program: string): boolean {
  if (mayFindElsewhere(command)) return false;
  const commands = allCommands(command).map(({ words }) => fromProgram(words));
  return (
    !commands.some(([first = '']) => DEFINING.includes(first)) &&
    commands.some(([first, ...others]) => first === program || startsIt(first, others, program))
  );
}

/** The program that one of its commands starts, without what stands before it. */
export const ownProgramNames = (command: string): readonly string[] =>
  allCommands(command).flatMap(({ words }) => fromProgram(words).slice(0, 1).map(baseName));

const startsIt = (first = '', others: readonly string[], program: string): boolean =>
  STARTERS.includes(baseName(first)) && others.includes(program);

function fromProgram(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => !KEYWORDS.includes(word) && !/^[A-Za-z_]\w*\+?=/.test(word));
  return at < 0 ? [] : words.slice(at);
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const SET_PATH = /\bPATH\+?=(?:"([^"]*)"|'([^']*)'|([^\s;&|]*))/g;

/** Programs may be looked for in the workspace, or in a folder that the command itself has filled. */
function mayFindElsewhere(command: string): boolean {
  if (/\bBASH_ENV\b/.test(command)) return true;
  const folders = [...command.matchAll(SET_PATH)].flatMap(([, ...texts]) => texts.join('').split(':'));
  const others = command.replace(SET_PATH, ' ').replace(/\bexport\s+PATH\b/g, ' ');
  return /\bPATH\b/.test(others) || !folders.every(isOfMachine);
}

const isOfMachine = (folder: string): boolean =>
  /^\$(?:PATH|\{PATH\})$/.test(folder) || /^\/(?!workspace(?:\/|$)|tmp(?:\/|$))[^$`*?~]*$/.test(folder);
