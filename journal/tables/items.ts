/** The record itself: appending to it and reading it in order. */
import type { Journal, JournalEntry } from '../journal.ts';
import type { SqlClient } from '../sql/sql.ts';
import { appendStatement } from './append-statement.ts';
import { ITEM_COLUMNS, type ItemRow, toItem } from './item-row.ts';

/** Exported for the test of its plan. */
export const READ_RANGE = `
  select ${ITEM_COLUMNS} from items
  where thread_id = $1 and seq > $2 and state = 'finished'
  order by seq limit $3`;

const READ_ONE = `
  select ${ITEM_COLUMNS} from items
  where thread_id = $1 and seq = $2 and state = 'finished'`;

/** Both exported for the test of their plan. The kind is written out, as the index of events has it. */
export const READ_EVENTS = `
  select ${ITEM_COLUMNS} from items
  where thread_id = $1 and seq > $2 and kind = 'event' and state = 'finished'
  order by seq limit $3`;

/** Backward from there: next to it in most cases. */
export const READ_LAST = `
  select ${ITEM_COLUMNS} from items
  where thread_id = $1 and seq <= $2 and kind = $3 and state = 'finished'
  order by seq desc limit 1`;

const READ_AT = `
  select ${ITEM_COLUMNS} from items
  where thread_id = $1 and seq = any($2::integer[]) and state = 'finished'
  order by seq`;

type ItemsJournal = Pick<
  Journal,
  'append' | 'readItems' | 'readItem' | 'readItemsAt' | 'readEvents' | 'readLastItem'
>;

export function createItems(client: SqlClient): ItemsJournal {
  return {
    async append(threadId, entry) {
      const statement = appendStatement(threadId, entry);
      if (statement === undefined) return;
      const [row] = await client.queryRepeatable<{ known_inputs: number }>(statement.text, statement.params);
      assertInputsKnown(threadId, entry, row?.known_inputs);
    },

    async readItems(threadId, afterSeq, limit) {
      const rows = await client.queryRepeatable<ItemRow>(READ_RANGE, [threadId, afterSeq, limit]);
      return rows.map(toItem);
    },

    async readItem(threadId, seq) {
      const [row] = await client.queryRepeatable<ItemRow>(READ_ONE, [threadId, seq]);
      return row && toItem(row);
    },

    async readItemsAt(threadId, seqs) {
      if (seqs.length === 0) return [];
      return (await client.queryRepeatable<ItemRow>(READ_AT, [threadId, seqs])).map(toItem);
    },

    async readEvents(threadId, afterSeq, limit) {
      const rows = await client.queryRepeatable<ItemRow>(READ_EVENTS, [threadId, afterSeq, limit]);
      return rows.map(toItem);
    },

    async readLastItem(threadId, kind, upToSeq) {
      const [row] = await client.queryRepeatable<ItemRow>(READ_LAST, [threadId, upToSeq, kind]);
      return row && toItem(row);
    },
  };
}

/**
 * A message that was never saved must not vanish silently; the rest of the entry is written, and may be
 * written again.
 */
export function assertInputsKnown(
  threadId: string,
  entry: JournalEntry,
  knownInputs: number | undefined,
): void {
  const inputs = entry.inputs ?? [];
  if (inputs.length === knownInputs) return;
  if (inputs.length === 0) return;
  const ids = inputs.map((input) => input.inputId).join(', ');
  throw new Error(`thread ${threadId}: not all of the delivered inputs were saved before: ${ids}`);
}
