/** Which threads go when a tenant keeps more than it may. Pure. */
import type { SizedThread } from '../../journal/rows/purge.ts';

/**
 * Takes from the threads that have ended, the oldest first, until no more is kept than may be. One that takes
 * nothing would make no room, and stays.
 */
export function oldestOverSize(
  keptBytes: number,
  maxBytes: number,
  ended: readonly SizedThread[],
): readonly string[] {
  const going: string[] = [];
  let left = keptBytes;
  for (const { threadId, bytes } of ended) {
    if (left <= maxBytes) break;
    if (bytes === 0) continue;
    going.push(threadId);
    left -= bytes;
  }
  return going;
}
