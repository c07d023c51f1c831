/** Server-sent events as text (WHATWG HTML, 9.2). Pure. */
import type { Item } from '../../journal/journal.ts';
import type { LivePiece } from '../../streaming/live-piece.ts';
import { itemReply } from '../record/item-page.ts';
import type { GoalEnded } from './goal-end.ts';

/** Its id is the item's place, from which a reader goes on who comes again. */
export const itemEvent = (item: Item): string =>
  `id: ${item.seq}\nevent: item\ndata: ${JSON.stringify(itemReply(item))}\n\n`;

/** The event has no id: a reader who comes again finds the whole reply among the items. */
export const textEvent = ({ turn, seq, take, offset, text }: LivePiece): string =>
  `event: text\ndata: ${JSON.stringify({ turn, seq, take, offset, text })}\n\n`;

/** The last event of a stream that ends with its thread's goal; a reader needs not come again. */
export const endEvent = ({ goalId, status, seq }: GoalEnded): string =>
  `event: end\ndata: ${JSON.stringify({ goalId, status, seq })}\n\n`;

/** How long a reader is to wait before it comes again. */
export const OPENING = 'retry: 2000\n\n';

/** Keeps proxies from closing what is only quiet. */
export const HEARTBEAT = ': \n\n';
