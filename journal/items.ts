/** The record itself: appending to it and reading it in order. */
import { appendStatement } from './append-statement.ts';
import { ITEM_COLUMNS, type ItemRow, toItem } from './item-row.ts';
import type { Entry, Journal } from './journal.ts';
import type { SqlClient } from './sql.ts';

/** Exported for the test of its plan. */
export const READ_RANGE = `
  select ${ITEM_COLUMNS} from items
  where thread_id = $1 and seq > $2 and state = 'finished'
  order by seq limit $3`;

const READ_ONE = `
  select ${ITEM_COLUMNS} from items
  where thread_id = $1 and seq = $2 and state = 'finished'`;

export function createItems(client: SqlClient): Pick<Journal, 'append' | 'readItems' | 'readItem'> {
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
  };
}

/** A message that was never saved must not vanish silently; the rest of the entry is written, and may be written again. */
export function assertInputsKnown(threadId: string, entry: Entry, knownInputs: number | undefined): void {
  const inputs = entry.inputs ?? [];
  if (inputs.length === knownInputs) return;
  if (inputs.length === 0) return;
  const ids = inputs.map((input) => input.inputId).join(', ');
  throw new Error(`thread ${threadId}: not all of the delivered inputs were saved before: ${ids}`);
}
