/** Whether somebody has asked Temporal for work lately. Pure. */

/** The part of Temporal's `PollerInfo` that counts. */
export interface Poll {
  readonly lastAccessTime?: { readonly seconds?: { toNumber(): number } | null } | null;
}

/** A request for work stays open for about a minute, and counts when it begins and when it is answered. */
export const MAX_POLL_AGE_MS = 150_000;

export function isRecentPoll({ lastAccessTime }: Poll, nowMs: number): boolean {
  const seconds = lastAccessTime?.seconds?.toNumber();
  return seconds !== undefined && nowMs - seconds * 1000 <= MAX_POLL_AGE_MS;
}
