/** Runs a shell command in the workspace. */
import { z } from 'zod';
import { DEFAULT_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS, shellDeclaration } from '../../context/tools/shell.ts';
import { defined } from '../../objects/defined.ts';
import { outcomeLine } from '../sandbox/command-outcome.ts';
import { defineTool } from './tool.ts';

/** All that the model gets to read of one command. */
const MAX_SHELL_ANSWER_BYTES = 16_384;
const OUTCOME_LINE_BYTES = 384;
/** Linux takes at most 128 KiB in one argument. */
const MAX_COMMAND_BYTES = 120_000;

/** Models that were trained with it as a command call it as one. */
const NO_SUCH_COMMAND = /\bapply_?patch: (?:command )?not found/;
const PATCH_HINT = 'apply_patch is a tool of its own, not a command: call it with the patch as its argument.';

const argumentsSchema = z.strictObject({
  command: z
    .string()
    .min(1)
    .refine((command) => !command.includes('\0'), 'must not contain a NUL character')
    .refine(
      (command) => Buffer.byteLength(command) <= MAX_COMMAND_BYTES,
      `must be at most ${MAX_COMMAND_BYTES} bytes; write a script with write_file and run that`,
    ),
  timeoutSeconds: z.number().positive().max(MAX_TIMEOUT_SECONDS).nullish(),
});

export const shell = defineTool({
  ...shellDeclaration,
  argumentsSchema,
  readOnly: false,
  label: ({ command }) => command,
  async execute({ command, timeoutSeconds }, { sandbox, workspace, home, signal }) {
    const timeoutMs = (timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
    const result = await sandbox.run({
      workspace,
      ...defined({ home }),
      argv: ['/bin/bash', '-c', command],
      timeoutMs,
      signal,
      maxOutputBytes: MAX_SHELL_ANSWER_BYTES - OUTCOME_LINE_BYTES,
    });
    const cut = result.truncated ? `, ${result.totalBytes} bytes of output` : '';
    const outcome = `${outcomeLine(result, timeoutMs)}${cut}`.slice(0, OUTCOME_LINE_BYTES - 1);
    const hint = NO_SUCH_COMMAND.test(result.output) ? `\n${PATCH_HINT}` : '';
    return {
      ok: result.endedBy === 'exit' && result.exitCode === 0,
      endedBy: result.endedBy,
      exitCode: result.exitCode,
      output: (result.output === '' ? `${outcome}\n(no output)` : `${outcome}\n${result.output}`) + hint,
    };
  },
});
