/** Words for how a command ended. */
import type { CommandResult } from './sandbox.ts';
import { OUTPUT_CEILING_BYTES } from './sandbox.ts';

/** One line, e.g. `exit code 1, 0.42 s` or `killed after its timeout of 120 s`. */
export function outcomeLine(result: CommandResult, timeoutMs: number): string {
  const seconds = `${(result.durationMs / 1000).toFixed(2)} s`;
  switch (result.endedBy) {
    case 'exit':
      return `exit code ${result.exitCode}, ${seconds}${overMemory(result)}`;
    case 'timeout':
      return `killed after its timeout of ${timeoutMs / 1000} s`;
    case 'cancel':
      return `killed after ${seconds}: it was stopped`;
    case 'outputCeiling':
      return `killed after ${seconds}: it wrote more than ${OUTPUT_CEILING_BYTES / 1024 / 1024 / 1024} GiB`;
    case 'signal':
      return `killed from outside after ${seconds}`;
    case 'failedToStart':
      return `could not be started: ${result.reason ?? 'unknown reason'}`;
  }
}

const overMemory = ({ overMemory: names = [] }: CommandResult): string =>
  names.length === 0
    ? ''
    : `, ${[...new Set(names)].slice(0, 3).join(', ')} killed for holding more memory than a process may`;

/** Why a command of a file tool failed; `undefined` when it did not. */
export function failureOf(result: CommandResult, timeoutMs: number): string | undefined {
  if (result.endedBy === 'exit' && result.exitCode === 0) return undefined;
  const said = result.stderr
    .trim()
    .replaceAll(/^(?:sed|cat|head|mkdir|mv|ln|rm|stat|mktemp|chmod|bash|sh|\/bin\/(?:ba)?sh): /gm, '');
  return result.endedBy === 'exit' && said !== '' ? said : outcomeLine(result, timeoutMs);
}

export interface CommandOutcome {
  /** `null`: it was killed, or could not be started. */
  readonly exitCode: number | null;
  /** The outcome line, without what may follow it. */
  readonly line: string;
}

/**
 * What `outcomeLine` said at the start of a command's answer; `undefined` for an answer of a command that was
 * not run. Only for items of older releases, which do not keep the end of a command in fields.
 */
export function readOutcome(answer: string): CommandOutcome | undefined {
  const [line = ''] = answer.split('\n', 1);
  const exitCode = /^exit code (\d+), /.exec(line)?.[1];
  if (exitCode !== undefined) return { exitCode: Number(exitCode), line };
  return /^(?:killed (?:after|from outside)|could not be started: )/.test(line)
    ? { exitCode: null, line }
    : undefined;
}
