/** A page of a thread's record, as REST shows it. */
import { z } from 'zod';
import type { Item, Journal } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import type { ItemPage, PageItem } from './item-schema.ts';
import { settledItems } from './settled-items.ts';

/** Positions are 32-bit integers in the journal. */
const MAX_SEQ = 2 ** 31 - 1;

export const position = z.coerce.number().int().min(0).max(MAX_SEQ);

export const itemPageQuery = z.strictObject({
  /** Items after this position; 0 is the start. */
  cursor: position.default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export async function readItemPage(
  journal: Pick<Journal, 'readItems'>,
  threadId: string,
  { cursor, limit }: z.output<typeof itemPageQuery>,
): Promise<ItemPage> {
  const read = await journal.readItems(threadId, cursor, limit);
  const settled = settledItems(read, cursor);
  // Whether an empty place will stay so, a short page may not show.
  const isCut = settled.length < read.length && read.length === limit;
  const items = isCut ? await readFurther(journal, threadId, cursor, limit) : settled;
  // The position to go on from also when this page is the last: more may be written later.
  return {
    items: items.map(itemReply),
    nextCursor: items.at(-1)?.seq ?? cursor,
    isLast: items.length < limit,
  };
}

/** More than a reply has calls: behind their results there is another step, if there is one. */
const LOOK_AHEAD_ITEMS = 64;

async function readFurther(
  journal: Pick<Journal, 'readItems'>,
  threadId: string,
  cursor: number,
  limit: number,
): Promise<readonly Item[]> {
  const read = await journal.readItems(threadId, cursor, limit + LOOK_AHEAD_ITEMS);
  return settledItems(read, cursor).slice(0, limit);
}

/** The body is what was recorded; tests hold it against its schema, and a reply shows whatever it is. */
export const itemReply = ({ seq, turn, kind, callId, createdAt, body }: Item): PageItem =>
  ({
    seq,
    turn,
    kind,
    ...defined({ callId }),
    createdAt: createdAt.toISOString(),
    body: JSON.parse(body) as unknown,
  }) as PageItem;
