import type { Item } from '../../journal/journal.ts';

/**
 * The items that a reader may go past. Positions are given out before they are written: calls that run side
 * by side end in any order, and who passed over a place that is still empty would never see what comes there.
 * An empty place with nothing but results of tools behind it may be such a call; behind anything else it
 * stays empty, since no step begins before all calls have ended. Pure.
 */
export function settledItems(items: readonly Item[], afterSeq: number): readonly Item[] {
  const lastStep = items.findLastIndex(({ kind }) => kind !== 'toolResult');
  let end = Math.max(0, lastStep + 1);
  while (end < items.length && items[end]?.seq === (items[end - 1]?.seq ?? afterSeq) + 1) end += 1;
  return items.slice(0, end);
}
