/** Runs in which the command, or a program inside of it, is changed as if it were a file. Pure. */
import type { ChangedText } from '../../twins/trials/variant.ts';
import { type InlineProgram, inlineProgram } from './inline-program.ts';
import { COMMAND_PATH } from './own-command.ts';

interface Varied {
  readonly changes: readonly ChangedText[];
  readonly command?: string;
}

/** The change of the program becomes one of the command. */
export function onCommand<Variant extends Varied>(
  variant: Variant,
  own: string,
  inline: InlineProgram | undefined,
): Variant {
  const change = variant.changes.find(({ path }) => path === inline?.path || path === COMMAND_PATH);
  if (change === undefined) return variant;
  const command = variant.command ?? own;
  const changed = change.path === COMMAND_PATH ? change.text : inlineProgram(command)?.withText(change.text);
  return {
    ...variant,
    changes: variant.changes.filter((each) => each !== change),
    command: changed ?? command,
  };
}
