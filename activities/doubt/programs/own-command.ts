/** The command of a check as a script, where its shell may load the work or look for programs there. Pure. */
import type { TestFile } from '../../twins/trials/find-twins.ts';
import { shellCommands } from '../../twins/trials/held/shell/shell-commands.ts';

/** It is no path of the workspace. */
export const COMMAND_PATH = '(the command).sh';

const LOADS = /^(?:\.|source|eval)$/;
const LOOKS = /(?<!\w)PATH=/;

export const ownCommand = (command: string): TestFile | undefined =>
  LOOKS.test(command) || shellCommands(command)?.some(({ name }) => LOADS.test(name))
    ? { path: COMMAND_PATH, text: command }
    : undefined;
