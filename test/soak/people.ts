/** People who write to the threads, interrupt them, pause and resume, while the faults strike. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rest } from './rest.ts';

const MIN_PAUSE_MS = 500;
const DELIVERIES = ['queue', 'steer', 'queue', 'interrupt'] as const;
/** Each so many-th act is a pause, with a resume behind it. */
const PAUSE_EACH = 7;

export interface People {
  /** What was acknowledged, by thread. */
  readonly messages: ReadonlyMap<string, readonly string[]>;
  /** Resolves when what was begun is answered. */
  rest(): Promise<void>;
}

export function letPeopleWrite(rest: Rest, threadIds: readonly string[]): People {
  const messages = new Map<string, string[]>(threadIds.map((threadId) => [threadId, []]));
  let isOver = false;

  async function act(index: number): Promise<void> {
    const threadId = threadIds[index % threadIds.length];
    if (threadId === undefined) return;
    const path = `/v1/threads/${threadId}`;
    if (index % PAUSE_EACH === PAUSE_EACH - 1) {
      await rest.send('POST', `${path}/goal/pause`, undefined, randomUUID());
      // A pause that came late would stay for ever if it were resumed before.
      for (let status = 409; status === 409; await sleep(MIN_PAUSE_MS)) {
        const answer = await rest.send('POST', `${path}/goal/resume`, undefined, randomUUID());
        const { body: goal } = await rest.send('GET', `${path}/goal`);
        status = goal.status === 'paused' ? 409 : answer.status === 409 ? 200 : answer.status;
      }
      return;
    }
    const content = `message ${randomUUID()}`;
    const delivery = DELIVERIES[index % DELIVERIES.length];
    const answer = await rest.send('POST', `${path}/messages`, { content, delivery }, randomUUID());
    if (answer.status === 201 || answer.status === 202) messages.get(threadId)?.push(content);
  }

  const work = (async () => {
    for (let index = 0; !isOver; index += 1) {
      await act(index);
      await sleep(MIN_PAUSE_MS);
    }
  })();
  // Whoever waits for the rest hears of it.
  work.catch(() => undefined);
  return {
    messages,
    async rest() {
      isOver = true;
      await work;
    },
  };
}
