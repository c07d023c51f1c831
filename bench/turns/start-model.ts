/** Starts the bench's model server and speaks with it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Allow, FromModel } from './model-process.ts';

export interface BenchModel {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  /** See `TurnGate.allow`; rejects when the thread takes unreasonably long. */
  allow(thread: string, turns: number): Promise<readonly number[]>;
  /** Rejects when the process ends by itself. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

/** Far more than any loop needs, also for the checks before a goal's first turn. */
const MAX_START_MS = 60_000;
const MAX_TURN_MS = 10_000;

export async function startBenchModel(): Promise<BenchModel> {
  const child = fork(fileURLToPath(new URL('./model-process.ts', import.meta.url)), {
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const failed = once(child, 'exit').then(([code]): never => {
    throw new Error(`the model server has ended with code ${code}`);
  });
  failed.catch(() => {});
  const baseUrl = await Promise.race([listening(child), failed]);
  const waiting = new Map<number, (durationsMs: readonly number[]) => void>();
  let lastId = 0;
  child.on('message', (message: FromModel) => {
    if (message.type === 'turned') waiting.get(message.id)?.(message.durationsMs);
  });

  return {
    baseUrl,
    failed,
    allow(thread, turns) {
      const request: Allow = { id: ++lastId, thread, turns };
      return new Promise((resolve, reject) => {
        const timeoutMs = MAX_START_MS + turns * MAX_TURN_MS;
        const timer = setTimeout(() => {
          waiting.delete(request.id);
          reject(new Error(`${thread} did not make ${turns} turns within ${timeoutMs / 1000} s`));
        }, timeoutMs);
        waiting.set(request.id, (durationsMs) => {
          clearTimeout(timer);
          waiting.delete(request.id);
          resolve(durationsMs);
        });
        child.send(request);
      });
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

async function listening(child: ChildProcess): Promise<string> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [FromModel];
    if (message.type === 'listening') return message.baseUrl;
  }
}
