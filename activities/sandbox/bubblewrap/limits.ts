/**
 * Resource limits of one sandboxed command. They bound a single process; the sum is the worker container's to
 * bound.
 */
export interface ResourceLimits {
  /**
   * Private memory that a process holds; one that holds more is killed (`process/memory-watch.ts`). What is
   * reserved and not filled counts for nothing: Node and sanitizers reserve terabytes.
   */
  readonly memoryBytes: number;
  readonly fileBytes: number;
  /** Processes and threads of one command. */
  readonly processes: number;
  readonly openFiles: number;
  /** CPU seconds of one process; by default what the command's deadline allows on all cores. */
  readonly cpuSeconds?: number;
  /** Size of the private `/tmp`, which lives in memory. */
  readonly tmpBytes: number;
}

const MiB = 1024 * 1024;

export const DEFAULT_LIMITS: ResourceLimits = {
  memoryBytes: 4096 * MiB,
  fileBytes: 1024 * MiB,
  processes: 512,
  openFiles: 4096,
  tmpBytes: 256 * MiB,
};

/**
 * `prlimit` options, to be run inside the sandbox: there the kernel counts processes per user namespace, so
 * that parallel commands of one user do not use up each other's allowance (Linux 5.14 and later).
 */
export function prlimitArguments(limits: ResourceLimits, cpuSeconds: number): string[] {
  return [
    `--fsize=${limits.fileBytes}`,
    `--nproc=${limits.processes}`,
    `--nofile=${limits.openFiles}`,
    `--cpu=${limits.cpuSeconds ?? cpuSeconds}`,
    '--core=0',
  ];
}
