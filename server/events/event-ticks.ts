/**
 * Looks every half second whether there are events that nobody has seen: once, however many follow them. They
 * get their places from `server/webhooks/event-dispatch.ts`, which runs beside every server.
 */
import type { ServiceEvents } from '../../journal/rows/service-event.ts';

export interface EventTicks {
  /** `onTick` hears after each look that found something new. */
  follow(onTick: () => void): () => void;
}

const TICK_MS = 500;

export function createEventTicks(journal: Pick<ServiceEvents, 'readLastEventPlace'>): EventTicks {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let seen = -1;

  async function look(): Promise<void> {
    // A journal that is away is asked again with the next tick.
    const last = await journal.readLastEventPlace().catch(() => seen);
    const hasNews = last !== seen;
    seen = last;
    if (hasNews) for (const listener of listeners) listener();
    again();
  }

  function again(): void {
    timer = listeners.size === 0 ? undefined : setTimeout(() => void look(), TICK_MS).unref();
  }

  return {
    follow(onTick) {
      listeners.add(onTick);
      // Who comes late may have missed what the others were told of.
      seen = -1;
      if (timer === undefined) again();
      return () => {
        listeners.delete(onTick);
      };
    },
  };
}
