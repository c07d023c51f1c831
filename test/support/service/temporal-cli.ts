/** Temporal's own command line, as an operator would use it against a running service. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findTemporalCli } from '../../../embedded/binaries/system-parts.ts';
import { TASK_QUEUE } from '../../../workflows/messages.ts';

const run = promisify(execFile);

/** Any of its commands. */
export const temporalCli = async (address: string, ...args: string[]): Promise<void> =>
  void (await run(await findTemporalCli(), [...args, '--address', address]));

/**
 * `input` is what follows `--name`, e.g. `--input` and JSON text. Rejects when the server refuses the signal.
 */
export const signalByCli = (
  address: string,
  threadId: string,
  name: string,
  ...input: string[]
): Promise<void> => temporalCli(address, 'workflow', 'signal', '-w', threadId, '--name', name, ...input);

/** How many Activities a second the server hands out; with 0 they are scheduled, and no worker gets any. */
export const limitActivities = (address: string, perSecond: number | 'default'): Promise<void> =>
  temporalCli(
    address,
    ...['task-queue', 'config', 'set', '--task-queue', TASK_QUEUE, '--task-queue-type', 'activity'],
    ...['--queue-rps-limit', String(perSecond)],
  );
