/** Looks at the records of watched threads every half second: once for each thread, however many watch it. */
import type { Journal } from '../../journal/journal.ts';

export interface RecordTicks {
  /**
   * `onTick` hears after each look whether there is something new behind `afterSeq` or behind the look
   * before.
   */
  follow(threadId: string, afterSeq: number, onTick: (hasNews: boolean) => void): () => void;
}

const TICK_MS = 500;

interface Followed {
  seenSeq: number;
  readonly listeners: Set<(hasNews: boolean) => void>;
  timer?: NodeJS.Timeout;
}

export function createRecordTicks(journal: Pick<Journal, 'readItems'>): RecordTicks {
  const threads = new Map<string, Followed>();

  async function look(threadId: string, followed: Followed): Promise<void> {
    // A journal that is away is asked again with the next tick.
    const items = await journal.readItems(threadId, followed.seenSeq, 200).catch(() => []);
    followed.seenSeq = items.at(-1)?.seq ?? followed.seenSeq;
    for (const listener of followed.listeners) listener(items.length > 0);
    again(threadId, followed);
  }

  function again(threadId: string, followed: Followed): void {
    if (followed.listeners.size === 0) return;
    followed.timer = setTimeout(() => void look(threadId, followed), TICK_MS).unref();
  }

  return {
    follow(threadId, afterSeq, onTick) {
      const known = threads.get(threadId);
      const followed: Followed = known ?? { seenSeq: afterSeq, listeners: new Set() };
      // Who is behind is told of everything once more; who is not reads, and finds nothing.
      followed.seenSeq = Math.min(followed.seenSeq, afterSeq);
      followed.listeners.add(onTick);
      if (known === undefined) {
        threads.set(threadId, followed);
        again(threadId, followed);
      }
      return () => {
        followed.listeners.delete(onTick);
        if (followed.listeners.size > 0 || threads.get(threadId) !== followed) return;
        clearTimeout(followed.timer);
        threads.delete(threadId);
      };
    },
  };
}
