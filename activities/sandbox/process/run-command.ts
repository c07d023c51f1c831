/**
 * Runs one prepared command line: output within limits, deadline, cancellation, and the whole process tree at
 * its end.
 */
import { closeSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { defined } from '../../../objects/defined.ts';
import type { Slot } from '../../../spawner/messages.ts';
import { type RunningProgram, startProgram } from '../../../spawner/start-program.ts';
import { CHANNEL_FD } from '../command/environment.ts';
import { leftProcessesIn, REPORT_FD } from '../command/init-script.ts';
import type { CommandResult, SandboxedCommand } from '../sandbox.ts';
import {
  DEFAULT_MAX_OUTPUT_BYTES,
  MAX_CHANNEL_BYTES,
  MAX_STDERR_BYTES,
  OUTPUT_CEILING_BYTES,
} from '../sandbox.ts';
import { killTree, terminateTree } from './kill-tree.ts';
import { type MemoryWatch, watchMemory } from './memory-watch.ts';
import type { KeptOutput } from './output-limit.ts';
import { createOutputLimit } from './output-limit.ts';
import type { OutputPipe, OutputPipes } from './output-pipes.ts';

/** A command line for the host, with what it inherits. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  /** Descriptors from `FIRST_INHERITED` on; closed here at the end. */
  readonly inherited: readonly number[];
  /** Identity to take on; only root may name one. */
  readonly runAs?: { readonly uid: number; readonly gid: number };
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  /** What one process of the command may hold in memory; absent: not watched. */
  readonly memoryBytes?: number;
  /** Process 1 of the command reports on `REPORT_FD` who was left alive. */
  readonly reports?: boolean;
}

/** The numbers before are fixed: the channel, the report and a stderr of its own. */
export const FIRST_INHERITED = 6;

/** A command of which nothing ran. */
export const failedToStart = (reason: string): CommandResult => ({
  exitCode: null,
  endedBy: 'failedToStart',
  reason,
  durationMs: 0,
  ...outputFields(createOutputLimit(MAX_STDERR_BYTES).end()),
  stderr: '',
});

/**
 * Whatever `launch` prints on its own stderr before the command starts is taken as the reason of a failed
 * start.
 */
export async function runCommand(
  launch: Launch,
  command: SandboxedCommand,
  pipes: OutputPipes,
): Promise<CommandResult> {
  const startedAtMs = performance.now();
  const output = createOutputLimit(command.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES);
  const stderr = createOutputLimit(MAX_STDERR_BYTES);
  const complaints = createOutputLimit(MAX_STDERR_BYTES);
  const report = createOutputLimit(MAX_STDERR_BYTES);
  const channel = createChannel();
  let memory: MemoryWatch | undefined;
  const result = (
    endedBy: CommandResult['endedBy'],
    exitCode: number | null,
    reason?: string,
  ): CommandResult => ({
    exitCode: endedBy === 'exit' ? exitCode : null,
    endedBy,
    ...defined({ reason }),
    durationMs: Math.round(performance.now() - startedAtMs),
    ...outputFields(output.end()),
    stderr: stderr.end().text,
    ...overMemory(memory),
    ...(command.wantsChannel ? { channel: channel.text() } : {}),
    ...(launch.reports && endedBy === 'exit' ? { leftProcesses: leftProcessesIn(report.end().text) } : {}),
  });
  const open: OutputPipe[] = [];
  try {
    if (command.signal?.aborted) return result('cancel', null);
    const stdout = await pipes.take();
    open.push(stdout);
    const apart = command.separateStderr ? await pipes.take() : undefined;
    if (apart) open.push(apart);
    const ends = open.map(
      (pipe) => new Promise<void>((resolve) => pipe.reader.once('close', () => resolve())),
    );
    for (const pipe of open) pipe.reader.on('error', () => pipe.reader.destroy());

    const slots: (Slot | undefined)[] = [
      written(stdout),
      'told',
      // These are sockets: unlike a pipe, a socket cannot be opened a second time through /proc/<pid>/fd.
      command.wantsChannel ? 'told' : undefined,
      launch.reports ? 'told' : undefined,
      apart && written(apart),
      ...launch.inherited.map((descriptor) => ({ descriptor, access: 'read' }) as const),
    ];
    const { file, args, env, cwd, runAs } = launch;
    const child = await startProgram(
      {
        ...{ file, args, env, slots },
        // A session of its own: a terminal's interrupt reaches the worker only, which then decides.
        detached: true,
        ...defined({ cwd, stdin: command.stdin === undefined ? undefined : Buffer.from(command.stdin) }),
        ...runAs,
      },
      (slot, chunk) => {
        if (slot === CHANNEL_FD) channel.push(chunk);
        else (slot === REPORT_FD ? report : complaints).push(chunk);
      },
    );
    for (const pipe of open) pipe.closeWriter();
    const stop = superviseUntilEnd(child, command);
    memory = launch.memoryBytes === undefined ? undefined : watchMemory(child.pid, launch.memoryBytes);
    stdout.reader.on('data', (chunk) => {
      output.push(chunk);
      if (output.totalBytes > OUTPUT_CEILING_BYTES) stop.now('outputCeiling');
    });
    apart?.reader.on('data', (chunk) => {
      stderr.push(chunk);
      if (stderr.totalBytes > OUTPUT_CEILING_BYTES) stop.now('outputCeiling');
    });
    const ended = await stop.ended;
    await Promise.all(ends);

    const complaint = complaints.end().text.trim();
    if (ended.killedFor) return result(ended.killedFor, null);
    if (complaint !== '' && ended.exitCode !== 0) return result('failedToStart', null, complaint);
    return ended.exitCode === null ? result('signal', null) : result('exit', ended.exitCode);
  } catch (error) {
    // It cannot be started, for example for a NUL byte in an argument.
    return result('failedToStart', null, error instanceof Error ? error.message : String(error));
  } finally {
    memory?.stop();
    for (const fd of launch.inherited) closeSync(fd);
    for (const pipe of open) {
      pipe.closeWriter();
      pipe.reader.destroy();
    }
  }
}

function overMemory(memory: MemoryWatch | undefined): Pick<CommandResult, 'overMemory'> {
  const names = memory?.stop() ?? [];
  return names.length === 0 ? {} : { overMemory: names };
}

const written = ({ writeFd }: OutputPipe) => ({ descriptor: writeFd, access: 'write' }) as const;

/** Keeps one byte more than may be written, which tells that it was cut. */
function createChannel(): { push(chunk: Buffer): void; text(): string } {
  const kept: Buffer[] = [];
  let room = MAX_CHANNEL_BYTES + 1;
  return {
    push(chunk) {
      if (room > 0) kept.push(chunk.subarray(0, room));
      room -= chunk.length;
    },
    text: () => Buffer.concat(kept).toString('utf8'),
  };
}

type KilledFor = 'timeout' | 'cancel' | 'outputCeiling';

interface Ending {
  readonly exitCode: number | null;
  readonly killedFor?: KilledFor;
}

/**
 * So long a process has between being asked to end and being killed. Whoever interrupts is promised that all
 * is gone within two seconds.
 */
const GRACE_MS = { timeout: 2_000, cancel: 1_500 };

/** Watches deadline and signal, and tells how the process ended. */
function superviseUntilEnd(
  child: RunningProgram,
  command: SandboxedCommand,
): { readonly ended: Promise<Ending>; now(why: KilledFor): void } {
  let killedFor: KilledFor | undefined;
  let grace: NodeJS.Timeout | undefined;
  const now = (why: KilledFor): void => {
    killedFor ??= why;
    killTree(child);
  };
  const end = (why: keyof typeof GRACE_MS): void => {
    killedFor ??= why;
    terminateTree(child);
    grace ??= setTimeout(() => killTree(child), GRACE_MS[why]);
  };
  const deadline = setTimeout(() => end('timeout'), command.timeoutMs);
  const cancel = (): void => end('cancel');
  command.signal?.addEventListener('abort', cancel, { once: true });
  // An abort that came while it was started has no listener left to tell.
  if (command.signal?.aborted) cancel();

  const ended = child.ended
    .then(({ exitCode }): Ending => ({ exitCode, ...defined({ killedFor }) }))
    .finally(() => {
      clearTimeout(deadline);
      clearTimeout(grace);
      command.signal?.removeEventListener('abort', cancel);
    });
  return { ended, now };
}

const outputFields = (
  kept: KeptOutput,
): Pick<CommandResult, 'output' | 'outputBytes' | 'totalBytes' | 'truncated' | 'outputSha256'> => ({
  output: kept.text,
  outputBytes: kept.bytes,
  totalBytes: kept.totalBytes,
  truncated: kept.truncated,
  outputSha256: kept.sha256,
});
