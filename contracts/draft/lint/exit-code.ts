/** Whether a command can fail at all. Pure. */
import { type SimpleCommand, splitCommand } from '../../../workflows/contract/command-line/command-words.ts';

/** Programs that succeed whatever they are given. */
const ALWAYS = ['true', ':', 'echo', 'printf'];
/** Filters at the end of a pipeline: their own success hides what came before. */
const FILTERS = ['tee', 'cat', 'tail', 'head', 'sort', 'uniq', 'wc', 'tr', 'cut', 'sed', 'less'];

/**
 * Whether the command exits with 0 whatever the work does, since its last part does not depend on it. `false`
 * where that cannot be told from the words.
 */
export function alwaysExitsZero(command: string): boolean {
  const commands = splitCommand(command);
  const last = commands.at(-1);
  const before = commands.at(-2);
  if (last === undefined) return false;
  const failsEarly = commands.some(
    ({ words }) => words[0] === 'set' && words.slice(1).some((word) => /e/.test(word)),
  );
  if (last.operator === '&') return true;
  if (before?.operator === '|')
    return (FILTERS.includes(nameOf(last)) || succeeds(last)) && !command.includes('pipefail');
  if (!succeeds(last)) return false;
  if (before === undefined || before.operator === '||') return true;
  return (before.operator === ';' && !failsEarly && !exitsBefore(commands)) || commands.every(succeeds);
}

const nameOf = ({ words }: SimpleCommand): string => words[0] ?? '';

const succeeds = (command: SimpleCommand): boolean =>
  ALWAYS.includes(nameOf(command)) ||
  (nameOf(command) === 'exit' && command.words[1] === '0' && command.words.length === 2);

/** An earlier `exit 1` may end it with another code. */
const exitsBefore = (commands: readonly SimpleCommand[]): boolean =>
  commands.slice(0, -1).some((command) => command.words.includes('exit') && !succeeds(command));
