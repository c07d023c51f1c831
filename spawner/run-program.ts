/** Runs a program to its end and gives what it wrote, in the way of `execFile`, by the spawner. */
import { defined } from '../objects/defined.ts';
import { type ProgramRequest, STDOUT } from './messages.ts';
import { startProgram } from './start-program.ts';

export interface ProgramOptions extends Pick<ProgramRequest, 'cwd' | 'stdin'> {
  /** Default: that of this process. */
  readonly env?: ProgramRequest['env'];
  readonly timeoutMs?: number;
}

export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that ended in another way than with code 0. The message begins with its command. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
  readonly stderr: string;
  /** `null`: a signal ended it. */
  readonly exitCode: number | null;

  constructor(command: readonly string[], exitCode: number | null, stderr: string) {
    super(`Command failed: ${command.join(' ')}\n${stderr}`);
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

/** Rejects with `ProgramFailed`, or with `ProgramNotStarted`. */
export async function runProgram(
  file: string,
  args: readonly string[],
  { cwd, stdin, env = process.env, timeoutMs }: ProgramOptions = {},
): Promise<ProgramOutput> {
  const chunks: [stdout: Buffer[], stderr: Buffer[]] = [[], []];
  const program = await startProgram(
    { file, args, env, slots: ['told', 'told'], ...defined({ cwd, stdin }) },
    (slot, chunk) => chunks[slot === STDOUT ? 0 : 1].push(chunk),
  );
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => program.kill(), timeoutMs);
  const { exitCode } = await program.ended;
  clearTimeout(timer);
  const [stdout, stderr] = chunks.map((each) => Buffer.concat(each).toString()) as [string, string];
  if (exitCode !== 0) throw new ProgramFailed([file, ...args], exitCode, stderr);
  return { stdout, stderr };
}
