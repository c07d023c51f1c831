/** `shell` as the model is told of it. */
import { z } from 'zod';
import { parametersOf } from './parameters-of.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export const DEFAULT_TIMEOUT_SECONDS = 120;
export const MAX_TIMEOUT_SECONDS = 600;

/** Linux takes at most 128 KiB in one argument. */
const MAX_COMMAND_BYTES = 120_000;

export const shellArguments = z.strictObject({
  command: z
    .string()
    .min(1)
    .refine((command) => !command.includes('\0'), 'must not contain a NUL character')
    .refine(
      (command) => Buffer.byteLength(command) <= MAX_COMMAND_BYTES,
      `must be at most ${MAX_COMMAND_BYTES} bytes; write a script with write_file and run that`,
    )
    .describe('The bash command line or script.'),
  timeoutSeconds: z
    .number()
    .positive()
    .max(MAX_TIMEOUT_SECONDS)
    .nullish()
    .describe(
      `Kills the command after this time. Default ${DEFAULT_TIMEOUT_SECONDS}, at most ${MAX_TIMEOUT_SECONDS}.`,
    ),
});

export const shellDeclaration: ToolDeclaration = {
  name: 'shell',
  description:
    'Runs a command with bash in /workspace and returns its exit code, duration and output (stdout and stderr as ' +
    'written; of long output the head and the tail). Each call is a fresh shell: variables, `cd` and background ' +
    'processes end with it; files in /workspace stay, /tmp does not. No network and no terminal.',
  parameters: parametersOf(shellArguments),
};
