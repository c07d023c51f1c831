/** Runs in which the text of a program inside of the command is changed as if it were a file. Pure. */
import type { ChangedText } from '../../twins/trials/variant.ts';
import { type InlineProgram, inlineProgram } from './inline-program.ts';

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
  const change = variant.changes.find(({ path }) => path === inline?.path);
  if (change === undefined) return variant;
  const command = variant.command ?? own;
  return {
    ...variant,
    changes: variant.changes.filter((each) => each !== change),
    command: inlineProgram(command)?.withText(change.text) ?? command,
  };
}
