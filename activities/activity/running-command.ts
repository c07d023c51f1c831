/** The command that a tool call runs now, and when it is stopped: both go along with its heartbeats. */
import type { Sandbox } from '../sandbox/sandbox.ts';

export interface RunningCommand {
  /** The place of the call in the record, which tells it from others that run beside it. */
  readonly seq: number;
  readonly untilMs: number;
}

/** The same sandbox; `note` hears of each command as it begins. */
export const notingSandbox = (
  sandbox: Sandbox,
  seq: number,
  note: (command: RunningCommand) => void,
): Sandbox => ({
  run(command) {
    note({ seq, untilMs: Date.now() + command.timeoutMs });
    return sandbox.run(command);
  },
});
