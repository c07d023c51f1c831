/** The loop with no Temporal at all: what the work itself costs. */
import type { Contestant } from './contestant.ts';
import type { LoopSteps } from './loop-steps.ts';
import type { BenchModel } from './start-model.ts';

/** `failed` hears of a loop that breaks off. */
export function createPlainContestant(
  model: BenchModel,
  createThread: (threadId: string) => Promise<LoopSteps>,
  failed: (error: unknown) => void,
): Contestant {
  let threads = 0;
  return {
    name: 'plain',
    async startThread() {
      const threadId = `plain-${++threads}`;
      const stopping = new AbortController();
      const loop = turnUntil(stopping.signal, await createThread(threadId)).catch((error: unknown) => {
        if (!stopping.signal.aborted) failed(error);
      });
      return {
        turn: (turns) => model.allow(threadId, turns),
        async stop() {
          stopping.abort();
          await loop;
        },
      };
    },
  };
}

async function turnUntil(stopped: AbortSignal, steps: LoopSteps): Promise<void> {
  while (!stopped.aborted) {
    for (;;) {
      const calls = await steps.callModel(stopped);
      if (calls.length === 0) break;
      for (const call of calls) await steps.runCall(call, stopped);
    }
  }
}
