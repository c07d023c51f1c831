/** Ends a command with everything that it started. */
import { readdirSync, readFileSync } from 'node:fs';
import { kill } from '../../../spawner/kill.ts';
import type { RunningProgram } from '../../../spawner/start-program.ts';

type Command = Pick<RunningProgram, 'pid' | 'exitCode' | 'signalCode'>;

/**
 * Kills process 1 of the sandbox, when there is one: the kernel then kills all others in there and tells the
 * parent only after the last is gone. The process group of `child` follows, which covers a child that has not
 * come that far, or that runs without a sandbox.
 */
export function killTree(child: Command): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const init = firstChildOf(child.pid);
  if (init !== undefined && isInitOfNamespace(init)) kill(init);
  else kill(-child.pid);
}

/**
 * Asks a command and everything that it started to end, so that what holds a lock or a half-written file can
 * put it away. Whoever is started meanwhile is not asked; `killTree` follows in any case.
 */
export function terminateTree(child: Command): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const init = firstChildOf(child.pid);
  if (init === undefined || !isInitOfNamespace(init)) kill(-child.pid, 'SIGTERM');
  else for (const pid of descendantsOf(init)) kill(pid, 'SIGTERM');
}

/**
 * All that runs in the sandbox whose outermost process this is, but for the shell that waits for it; nothing
 * while it is not set up, or where there is none.
 */
export function sandboxProcesses(outermost: number): number[] {
  const init = firstChildOf(outermost);
  return init === undefined || !isInitOfNamespace(init) ? [] : descendantsOf(init);
}

/** The kernel lists the children of a process per thread, and any thread may start some. */
function descendantsOf(pid: number): number[] {
  const children = threadsOf(pid)
    .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' '))
    .map((text) => Number.parseInt(text, 10))
    .filter((child) => !Number.isNaN(child));
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** The kernel lists the children of a process per thread; bubblewrap has one. */
function firstChildOf(pid: number): number | undefined {
  const children = read(`/proc/${pid}/task/${pid}/children`);
  const first = Number.parseInt(children, 10);
  return Number.isNaN(first) ? undefined : first;
}

/** `NSpid` ends with the process's number in its own namespace. */
const isInitOfNamespace = (pid: number): boolean => /^NSpid:\t\d+\t.*\b1$/m.test(read(`/proc/${pid}/status`));

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
