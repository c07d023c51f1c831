/**
 * Waits until the service can write its copies again: a full disk says nothing about the work, and costs the
 * goal no claim.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { DiskFull } from '../../tree/full-disk.ts';

const FIRST_DELAY_MS = 2_000;
const MAX_DELAY_MS = 60_000;
/** The attempt ends after it; the next one goes on waiting. */
const MAX_WAIT_MS = 3 * 3_600_000;

/** `wait`: how the time until the next try is spent. */
export async function whileDiskFull<T>(
  look: () => Promise<T>,
  wait: (delayMs: number) => Promise<unknown> = delay,
): Promise<T> {
  let waitedMs = 0;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(MAX_DELAY_MS, delayMs * 2)) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof DiskFull) || waitedMs > MAX_WAIT_MS) throw error;
      await wait(delayMs);
      waitedMs += delayMs;
    }
  }
}
