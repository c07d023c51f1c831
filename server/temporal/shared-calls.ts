/**
 * Lets callers share one call for the same key. A workflow that is busy with a task takes only one query
 * more, so many readers at once would each wait for the others.
 */

/**
 * Whoever comes while a call runs shares the next one, which begins after it: nobody gets an answer that is
 * older than the question. When a call finds no answer (`undefined`), those who wait get the same, since the
 * next would find none either.
 */
export function createSharedCalls<T>(
  call: (key: string) => Promise<T | undefined>,
): (key: string) => Promise<T | undefined> {
  const running = new Map<string, Promise<T | undefined>>();
  const waiting = new Map<string, Promise<T | undefined>>();

  const begin = async (key: string): Promise<T | undefined> => {
    const answer = call(key);
    running.set(key, answer);
    try {
      return await answer;
    } finally {
      if (!waiting.has(key)) running.delete(key);
    }
  };
  const beginAfter = async (current: Promise<T | undefined>, key: string): Promise<T | undefined> => {
    try {
      if ((await current) === undefined) return undefined;
    } finally {
      waiting.delete(key);
      running.delete(key);
    }
    return begin(key);
  };

  return (key) => {
    const current = running.get(key);
    if (current === undefined) return begin(key);
    const shared = waiting.get(key) ?? beginAfter(current, key);
    waiting.set(key, shared);
    return shared;
  };
}
