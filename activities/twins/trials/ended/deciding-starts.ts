/**
 * Which files a command starts so that their exit code decides what becomes of it, as far as its words tell;
 * of others that it starts, runs tell (`named` in `program.ts`). Pure.
 */
import {
  type SimpleCommand,
  splitCommand,
} from '../../../../workflows/contract/command-line/command-words.ts';
import { moduleOf, namedPath } from '../named-path.ts';

const PLAIN = /^(?:.*\/)?(?:node|nodejs|tsx|python[\d.]*|pypy[\d.]*|perl|(?:ba|da|k|z)?sh)$/;
const LEADING = /^(?:env|time|nice|exec|command|timeout|\d+[smh]?|[A-Za-z_]\w*=.*|@.*)$/;
/** Options by which a runner loads the file, or checks it, in place of running it to its end. */
const LOADED = /^(?:-[^-]*[mcne]|--(?:test|check|eval|print|watch).*)$/;

/** `lines`: the command itself first, then what it comes to, in scripts and recipes. */
export function decidingStarts(lines: readonly string[], paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const starting = lines.flatMap((line) => {
      const commands = splitCommand(line);
      return commands.flatMap((each, index) => (starts(each, path) ? [decides(line, commands, index)] : []));
    });
    return starting.length > 0 && starting.every(Boolean);
  });
}

/** Every command of these lines has to end well. */
export const allDecide = (lines: readonly string[]): boolean =>
  lines.every((line) => {
    const commands = splitCommand(line);
    return commands.every((_, index) => decides(line, commands, index));
  });

function starts({ words }: SimpleCommand, path: string): boolean {
  const rest = words.slice(words.findIndex((word) => !LEADING.test(word)));
  const [program = '', ...others] = rest;
  if (namedPath(program) === path && program.includes('/')) return true;
  if (!PLAIN.test(program)) return false;
  const at = others.findIndex((word) => !word.startsWith('-'));
  const options = others.slice(0, at);
  const operand = others[at] ?? '';
  if (options.includes('-m') && operand === 'doctest') return others.slice(at + 1).includes(path);
  if (options.includes('-m') && options.length === 1) return operand === moduleOf(path);
  return namedPath(operand) === path && !options.some((word) => LOADED.test(word) && !isShell(program));
}

const isShell = (program: string): boolean => /sh$/.test(program);

function decides(line: string, commands: readonly SimpleCommand[], index: number): boolean {
  const stops = /\bset\s+-\w*e|^#!.*\s-\w*e/m.test(line);
  const isCondition = /^(?:if|elif|while|until|!)$/.test(commands[index]?.words[0] ?? '');
  const behind = commands.slice(index);
  const isLast = behind.every(({ operator }) => operator === '&&' || operator === '');
  // The last command of a script has a line end behind it.
  const isAtEnd = index === commands.length - 1 && commands[index]?.operator === ';';
  const goesOn = stops && /^(?:&&|;)?$/.test(commands[index]?.operator ?? '');
  return !isCondition && (isLast || isAtEnd || goesOn);
}
