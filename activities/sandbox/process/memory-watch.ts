/**
 * Bounds the memory of each process of a command by looking, since no limit of the kernel fits: RLIMIT_DATA
 * and RLIMIT_AS count what is only reserved, of which sanitizers take terabytes.
 */
import { readFileSync } from 'node:fs';
import { kill } from '../../../spawner/kill.ts';
import { sandboxProcesses } from './kill-tree.ts';

/** A process fills less than a gibibyte meanwhile. */
const INTERVAL_MS = 200;

export interface MemoryWatch {
  /** Names of the processes that were killed since they held more than they may. */
  stop(): string[];
}

/** `pid`: of the process that the command was started with. */
export function watchMemory(pid: number, limitBytes: number): MemoryWatch {
  const killed: string[] = [];
  const look = (): void => {
    for (const each of sandboxProcesses(pid)) {
      const { name, heldBytes } = processStatus(statusText(each));
      if (heldBytes <= limitBytes) continue;
      kill(each);
      killed.push(name);
    }
  };
  const timer = setInterval(look, INTERVAL_MS);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      return killed;
    },
  };
}

/** What `/proc/<pid>/status` says of a process; one that has ended holds nothing. Pure. */
export function processStatus(status: string): { readonly name: string; readonly heldBytes: number } {
  const field = (name: string): string => new RegExp(`^${name}:\\t\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  // Swapped out, it is held all the same.
  const kibibytes = ['RssAnon', 'VmSwap'].map((name) => Number.parseInt(field(name), 10) || 0);
  return { name: field('Name'), heldBytes: kibibytes.reduce((sum, each) => sum + each, 0) * 1024 };
}

function statusText(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
