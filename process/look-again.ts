/** Work that is looked for again and again, until the process is to stop. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Looking {
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** What is away is not asked more often than that. */
const AFTER_FAILURE_MS = 5_000;

/** `look` does what there is to do; where it rejects, the next one takes its time. Never rejects. */
export function lookAgain(everyMs: number, look: (signal: AbortSignal) => Promise<void>): Looking {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const isWell = await look(signal).then(
        () => true,
        () => false,
      );
      await pause(isWell ? everyMs : Math.max(everyMs, AFTER_FAILURE_MS), signal);
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Ends early when it is to stop. */
const pause = (durationMs: number, signal: AbortSignal): Promise<void> =>
  sleep(durationMs, undefined, { signal, ref: false }).catch(() => undefined);
