/**
 * How much of a kind runs at once in this process; what is more waits, in the order in which it came. Pure
 * but for the waiting.
 */

export interface Slots {
  /**
   * Resolves when there is room, with what gives it back. Rejects with the signal's reason when it aborts
   * before. `onWait` hears that there is none.
   */
  take(signal: AbortSignal, onWait?: () => void): Promise<() => void>;
}

export function createSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];
  const give = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  /** Whoever gives twice gives once. */
  const once = (): (() => void) => {
    let isGiven = false;
    return () => {
      if (!isGiven) give();
      isGiven = true;
    };
  };
  return {
    async take(signal, onWait) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return once();
      }
      onWait?.();
      await new Promise<void>((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = (): void => {
          waiting.splice(waiting.indexOf(enter), 1);
          reject(signal.reason);
        };
        waiting.push(enter);
        signal.addEventListener('abort', leave, { once: true });
      });
      return once();
    },
  };
}
