/** A sandbox that runs nothing: it answers from a script and remembers what it was asked. */
import { createHash } from 'node:crypto';
import type { CommandResult, Sandbox, SandboxedCommand } from '../../../activities/sandbox/sandbox.ts';

/** A command that ended well, but for `fields`. */
export function commandResult(fields: Partial<CommandResult> = {}): CommandResult {
  const output = fields.output ?? '';
  return {
    exitCode: 0,
    endedBy: 'exit',
    durationMs: 12,
    output,
    outputBytes: Buffer.from(output),
    stderr: '',
    totalBytes: Buffer.byteLength(output),
    truncated: false,
    outputSha256: createHash('sha256').update(output).digest('hex'),
    ...fields,
  };
}

export interface ScriptedSandbox extends Sandbox {
  readonly commands: readonly SandboxedCommand[];
}

/** `run` is given the command and its position; what it leaves out is as after a command that ended well. */
export function createScriptedSandbox(
  run: (
    command: SandboxedCommand,
    index: number,
  ) => Partial<CommandResult> | Promise<Partial<CommandResult>> = () => ({}),
): ScriptedSandbox {
  const commands: SandboxedCommand[] = [];
  return {
    commands,
    async run(command) {
      commands.push(command);
      return commandResult(await run(command, commands.length - 1));
    },
  };
}
