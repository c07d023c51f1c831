/**
 * The words of a shell command, as far as rules about checks need them: enough to tell which programs it
 * starts and which files it names, without running or expanding anything. Pure.
 */
import { type Separator, tokensOf } from './command-tokens.ts';

/** One program with its arguments. */
export interface SimpleCommand {
  /** Quotes are taken off. A word that holds `$(…)` holds it as written. */
  readonly words: readonly string[];
  /** What stands between it and the next one; empty at the end. */
  readonly operator: Separator | '';
}

/** The commands on the outermost level, in order. Parentheses and braces of groups count for nothing. */
export function splitCommand(command: string): SimpleCommand[] {
  const commands: SimpleCommand[] = [];
  let words: string[] = [];
  const end = (operator: SimpleCommand['operator']): void => {
    if (words.length > 0) commands.push({ words, operator });
    words = [];
  };
  for (const token of tokensOf(command)) {
    if (token.kind === 'operator') end(token.text);
    else if (token.isQuoted || !GROUPING.includes(token.text)) words.push(token.text);
  }
  end('');
  return commands;
}

/** Whether all of them fail where any one does: joined by `&&`, or a single one. */
export const isChain = (commands: readonly SimpleCommand[]): boolean =>
  commands.every(({ operator }) => operator === '&&' || operator === '');

/** Those inside `$(…)`, backticks and quoted scripts (`bash -c "…"`) as well. */
export function allCommands(command: string, depth = 0): SimpleCommand[] {
  const commands = splitCommand(command);
  if (depth === MAX_DEPTH) return commands;
  const inner = commands
    .flatMap(({ words }) => words)
    .flatMap((word) => scriptsIn(word))
    .flatMap((script) => allCommands(script, depth + 1));
  return [...commands, ...inner];
}

const MAX_DEPTH = 4;
const GROUPING: readonly string[] = ['(', ')', '{', '}', '!'];

/** What a word would have run: the inside of substitutions, or all of a word with blanks in it. */
export function scriptsIn(word: string): string[] {
  const starts = word.search(/[$<>]\(/);
  const ends = word.lastIndexOf(')');
  if (starts >= 0) return [word.slice(starts + 2, ends > starts ? ends : undefined)];
  const ticked = word.indexOf('`');
  if (ticked >= 0) return [word.slice(ticked + 1).replaceAll('`', ' ')];
  return /\s/.test(word) ? [word] : [];
}
