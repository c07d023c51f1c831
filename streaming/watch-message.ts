/** What a server says of the threads that it has watchers for, every few seconds. Pure. */

export interface WatchMessage {
  /** One process has one. */
  readonly serverId: string;
  readonly threadIds: readonly string[];
}

export const WATCH_EVERY_MS = 5_000;
/** Two may be lost. */
export const WATCH_EXPIRES_MS = 3 * WATCH_EVERY_MS + 1_000;
/** Ids of threads are short. */
const MAX_THREADS = 60;

/** Each within the size of a message. */
export function watchMessages(serverId: string, threadIds: readonly string[]): string[] {
  const messages: string[] = [];
  for (let start = 0; start < threadIds.length; start += MAX_THREADS)
    messages.push(JSON.stringify({ serverId, threadIds: threadIds.slice(start, start + MAX_THREADS) }));
  return messages;
}

/** Reads what another process sent; `undefined` when it is none. */
export function parseWatch(message: string): WatchMessage | undefined {
  try {
    const { serverId, threadIds } = JSON.parse(message) as Partial<WatchMessage>;
    const isWatch =
      typeof serverId === 'string' &&
      Array.isArray(threadIds) &&
      threadIds.every((threadId) => typeof threadId === 'string');
    return isWatch ? { serverId, threadIds } : undefined;
  } catch {
    return undefined;
  }
}
