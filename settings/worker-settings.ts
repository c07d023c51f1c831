/** How much a worker does at once, and how long it may take to end. */
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { type Environment, readEnvironment, wholeNumber } from './environment.ts';
import { type LogLevel, logLevel } from './log-level.ts';

const MAX_GRACE_SECONDS = 86_400;
const GRACE_SECONDS = 300;
/** Whoever presses Ctrl-C waits for it. */
const EMBEDDED_GRACE_SECONDS = 10;
/** Model calls wait for others, and cost next to nothing meanwhile. */
const MODEL_CALLS = 100;

const schema = z.object({
  WORKER_GRACE_SECONDS: wholeNumber(0).max(MAX_GRACE_SECONDS).exactOptional(),
  WORKER_MODEL_CALLS: wholeNumber(1).max(10_000).default(MODEL_CALLS),
  WORKER_COMMANDS: wholeNumber(1).max(10_000).exactOptional(),
  WORKER_CHECKS: wholeNumber(1).max(10_000).exactOptional(),
  WORKER_WORKFLOW_TASKS: wholeNumber(2).max(10_000).exactOptional(),
  LOG_LEVEL: logLevel,
});

export interface WorkerSettings {
  /** How long what runs may take to end by itself when the worker is asked to stop. */
  readonly graceMs: number;
  /** What runs at once; more of a kind waits. */
  readonly atOnce: SlotCounts;
  readonly logLevel: LogLevel;
}

export interface SlotCounts {
  readonly modelCalls: number;
  readonly commands: number;
  readonly checks: number;
  readonly workflowTasks: number;
}

/** Commands and checks need cores; a worker that takes more of them than it has time for is thought lost. */
export function workerSettings(
  environment: Environment,
  { isEmbedded = false, cores = availableParallelism() } = {},
): WorkerSettings {
  const env = readEnvironment(schema, environment);
  const graceSeconds = env.WORKER_GRACE_SECONDS ?? (isEmbedded ? EMBEDDED_GRACE_SECONDS : GRACE_SECONDS);
  return {
    graceMs: graceSeconds * 1_000,
    atOnce: {
      modelCalls: env.WORKER_MODEL_CALLS,
      commands: env.WORKER_COMMANDS ?? Math.max(8, 4 * cores),
      checks: env.WORKER_CHECKS ?? Math.max(2, cores),
      workflowTasks: env.WORKER_WORKFLOW_TASKS ?? Math.max(8, 4 * cores),
    },
    logLevel: env.LOG_LEVEL,
  };
}
