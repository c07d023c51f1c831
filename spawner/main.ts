/**
 * The spawner: a process that starts programs for another one and tells what becomes of them. The kernel
 * copies the tables of a process's memory whenever it starts another, so that a service of 700 MB takes ten
 * times as long for it as this one, and answers nobody meanwhile.
 */
import { spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { createMask } from './leaked-descriptors.ts';
import { type Slot, type SpawnerMessage, STDOUT, type StartMessage } from './messages.ts';

// A terminal's interrupt, and a stop of all processes at once, reach this one too. It ends with its parent.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => start(message as StartMessage));

const mask = createMask();

const tell = (message: SpawnerMessage): void => {
  // Nobody is left to be told where the channel is closed.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

function start({ id, file, args, slots, stdin, ...options }: StartMessage): void {
  const opened: number[] = [];
  try {
    const own = slots.map((slot) => ownOf(slot, opened));
    const child = spawn(file, args, {
      ...options,
      stdio: mask([stdin === undefined ? 'ignore' : 'pipe', ...own]),
    });
    slots.forEach((slot, index) => {
      if (slot === 'told') tellOutput(id, STDOUT + index, child.stdio[STDOUT + index]);
    });
    // A program need not read its input to the end.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(stdin);
    child.once('error', (error: NodeJS.ErrnoException) => refuse(id, error));
    child.once('spawn', () => {
      tell({ id, kind: 'started', pid: child.pid ?? 0 });
      child.once('close', (exitCode, signal) => tell({ id, kind: 'ended', exitCode, signal }));
    });
  } catch (error) {
    // Thrown by spawn itself, for example for a NUL byte in an argument.
    refuse(id, error as NodeJS.ErrnoException);
  } finally {
    for (const fd of opened) closeSync(fd);
  }
}

function ownOf(slot: Slot | undefined, opened: number[]): number | 'pipe' | 'ignore' | undefined {
  if (slot === undefined || slot === 'ignore') return slot;
  if (slot === 'told') return 'pipe';
  const flags = slot.access === 'write' ? constants.O_WRONLY : constants.O_RDONLY;
  const fd = openSync(`/proc/${process.ppid}/fd/${slot.descriptor}`, flags);
  opened.push(fd);
  return fd;
}

function tellOutput(id: number, slot: number, stream: unknown): void {
  if (!(stream instanceof Socket)) return;
  stream.on('error', () => stream.destroy());
  stream.on('data', (chunk) => tell({ id, kind: 'output', slot, chunk }));
  if (slot > 2) stream.end();
}

const refuse = (id: number, { message, code }: NodeJS.ErrnoException): void =>
  tell({ id, kind: 'refused', message, ...(code === undefined ? {} : { code }) });
