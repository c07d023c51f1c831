/**
 * Which threads are watched, as far as servers have said so lately. Nothing is kept of those who have gone.
 */
import { WATCH_EXPIRES_MS, type WatchMessage } from './watch-message.ts';

export interface WatchedThreads {
  /** Returns the threads that the server did not watch before. */
  note(watch: WatchMessage): ReadonlySet<string>;
  has(threadId: string): boolean;
  /** Threads that may be watched. */
  size(): number;
}

export function createWatchedThreads(nowMs: () => number): WatchedThreads {
  /** Says by thread and server until when it is watched. */
  const threads = new Map<string, Map<string, number>>();

  function forgetExpired(): void {
    for (const [threadId, servers] of threads) {
      for (const [serverId, untilMs] of servers) if (untilMs <= nowMs()) servers.delete(serverId);
      if (servers.size === 0) threads.delete(threadId);
    }
  }

  return {
    note({ serverId, threadIds }) {
      forgetExpired();
      const news = new Set<string>();
      for (const threadId of threadIds) {
        const servers = threads.get(threadId) ?? new Map<string, number>();
        threads.set(threadId, servers);
        if (!servers.has(serverId)) news.add(threadId);
        servers.set(serverId, nowMs() + WATCH_EXPIRES_MS);
      }
      return news;
    },
    has: (threadId) => [...(threads.get(threadId)?.values() ?? [])].some((untilMs) => untilMs > nowMs()),
    size: () => threads.size,
  };
}
