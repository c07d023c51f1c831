/**
 * The result of a call into the journal. A journal that is away is waited for: what was paid for, or cannot
 * be undone, is in this worker's memory alone, and another attempt would have to pay again, or could not know
 * how the command ended.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Item, Journal } from '../../journal/journal.ts';
import { isOutage } from '../../journal/sql/outage.ts';

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 5_000;

/**
 * Asks `journal.finishCall` at least once, and again until `signal` aborts; an error that time does not mend
 * is thrown at once.
 */
export async function finishCall(
  journal: Pick<Journal, 'finishCall'>,
  threadId: string,
  item: Parameters<Journal['finishCall']>[1],
  signal: AbortSignal,
  after?: number,
): Promise<Item> {
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(MAX_DELAY_MS, delayMs * 2)) {
    try {
      return await journal.finishCall(threadId, item, after);
    } catch (error) {
      if (!isOutage(error)) throw error;
      await delay(delayMs, undefined, { signal }).catch(() => {
        throw error;
      });
    }
  }
}
