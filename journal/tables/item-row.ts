/** A row of `items` and the entry of the record that it stands for. */
import type { Item, ItemKind } from '../journal.ts';

export interface ItemRow {
  readonly seq: number;
  readonly turn: number;
  readonly kind: ItemKind;
  readonly call_id: string | null;
  readonly created_at: Date;
  readonly body: string;
}

export const ITEM_COLUMNS = 'seq, turn, kind, call_id, created_at, body';

export const toItem = (row: ItemRow): Item => ({
  seq: row.seq,
  turn: row.turn,
  kind: row.kind,
  ...(row.call_id !== null && { callId: row.call_id }),
  createdAt: row.created_at,
  body: row.body,
});
