/**
 * A sandbox that runs nothing: every command prints so many bytes of a log, each another one, within what is
 * kept of it.
 */
import { createHash } from 'node:crypto';
import { DEFAULT_MAX_OUTPUT_BYTES, type Sandbox } from '../../activities/sandbox/sandbox.ts';

const LINE_BYTES = 64;

export function createOutputSandbox(outputBytes: number): Sandbox {
  let commands = 0;
  return {
    async run({ maxOutputBytes = DEFAULT_MAX_OUTPUT_BYTES }) {
      commands += 1;
      const output = log(commands, Math.min(outputBytes, maxOutputBytes));
      return {
        exitCode: 0,
        endedBy: 'exit',
        durationMs: 900,
        output,
        outputBytes: Buffer.from(output),
        stderr: '',
        totalBytes: outputBytes,
        truncated: outputBytes > maxOutputBytes,
        outputSha256: createHash('sha256').update(output).digest('hex'),
      };
    },
  };
}

function log(command: number, bytes: number): string {
  const lines = Array.from({ length: Math.ceil(bytes / LINE_BYTES) }, (_, line) =>
    `${command}.${line} GET /search?q=${(command * 7_919 + line * 104_729) % 1_000_003}`.padEnd(
      LINE_BYTES - 1,
    ),
  );
  return lines.join('\n').slice(0, bytes);
}
