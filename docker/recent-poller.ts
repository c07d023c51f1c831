/** Whether a worker on this host has asked Temporal for work lately; pure. */

/** The part of Temporal's `PollerInfo` that counts. */
export interface Poller {
  /** The SDK's default is `<process id>@<host name>`. */
  readonly identity?: string | null;
  readonly lastAccessTime?: { readonly seconds?: { toNumber(): number } | null } | null;
}

/** A request for work stays open for about a minute, and counts when it begins and when it is answered. */
export const MAX_POLL_AGE_MS = 150_000;

export function hasRecentPoller(pollers: readonly Poller[], hostName: string, nowMs: number): boolean {
  return pollers.some((poller) => {
    const seconds = poller.lastAccessTime?.seconds?.toNumber();
    const isOwn = poller.identity?.endsWith(`@${hostName}`) ?? false;
    return isOwn && seconds !== undefined && nowMs - seconds * 1000 <= MAX_POLL_AGE_MS;
  });
}
