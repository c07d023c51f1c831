import type { Item, Journal } from '../../journal/journal.ts';

/** The item at a place of the record; `undefined`: no place is named, or the record lacks it. */
export const itemAt = async (
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  seq: number | undefined,
): Promise<Item | undefined> => (seq === undefined ? undefined : journal.readItem(threadId, seq));
