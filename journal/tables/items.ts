/** The record itself: appending to it and reading it in order. */
import type { Journal, JournalEntry } from '../journal.ts';
import { RecordMismatch, throwAhead, throwBehind } from '../sql/record-mismatch.ts';
import type { SqlClient } from '../sql/sql.ts';
import { appendStatement } from './append-statement.ts';
import { ITEM_COLUMNS, type ItemRow, toItem } from './item-row.ts';

/** Exported for the test of its plan. */
export const READ_RANGE = `
  select ${ITEM_COLUMNS} from items
  where thread_id = $1 and seq > $2 and state = 'finished'
  order by seq limit $3`;

/** Calls that only started among them. */
const READ_RANGE_WITH_BEGUN = `
  select ${ITEM_COLUMNS}, state from items
  where thread_id = $1 and seq > $2
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

const READ_PLACES = `
  select ${ITEM_COLUMNS}, state from items where thread_id = $1 and seq = any($2::integer[])`;

/** Turns rise with places. */
const READ_END = 'select seq, turn from items where thread_id = $1 order by seq desc limit 1';

type ItemsJournal = Pick<
  Journal,
  | 'append'
  | 'readItems'
  | 'readItem'
  | 'readPlace'
  | 'readEndOfRecord'
  | 'readItemsAt'
  | 'readEvents'
  | 'readLastItem'
>;

export function createItems(client: SqlClient): ItemsJournal {
  return {
    async append(threadId, entry) {
      const statement = appendStatement(threadId, entry);
      if (statement === undefined) return;
      const [row] = await client.queryRepeatable<Appended>(statement.text, statement.params);
      await assertSameAge(client, threadId, entry, row);
    },

    async readItems(threadId, afterSeq, limit, begun) {
      const text = begun === undefined ? READ_RANGE : READ_RANGE_WITH_BEGUN;
      const rows = await client.queryRepeatable<ItemRow & { readonly state?: string }>(text, [
        threadId,
        afterSeq,
        limit,
      ]);
      return rows.map((row) => (row.state === 'started' ? { ...toItem(row), isBegun: true } : toItem(row)));
    },

    async readItem(threadId, seq) {
      const [row] = await client.queryRepeatable<ItemRow>(READ_ONE, [threadId, seq]);
      return row && toItem(row);
    },

    async readPlace(threadId, { seq, kinds, after }) {
      const places = after === undefined ? [seq] : [seq, after];
      const rows = await client.queryRepeatable<ItemRow & { readonly state: string }>(READ_PLACES, [
        threadId,
        places,
      ]);
      const isWritten = rows.some((row) => row.seq === after && row.state === 'finished');
      if (after !== undefined && !isWritten) await throwBehind(client, threadId, after);
      const row = rows.find((each) => each.seq === seq);
      if (row !== undefined && !kinds.includes(row.kind))
        await throwAhead(client, threadId, `thread ${threadId}: seq ${seq} holds another item`);
      return row?.state === 'finished' ? toItem(row) : undefined;
    },

    async readEndOfRecord(threadId) {
      const [row] = await client.queryRepeatable<{ seq: number; turn: number }>(READ_END, [threadId]);
      return row && { seq: row.seq, turn: row.turn };
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
 * What the statement says of the record that it wrote to. */
export interface Appended {
  readonly known_inputs: number;
  readonly is_behind: boolean;
}

const UNKNOWN_INPUTS = `
  select given.input_id from unnest($2::text[]) as given (input_id)
  where not exists (select from inputs where thread_id = $1 and inputs.input_id = given.input_id)`;

/**
 * Throws a `RecordMismatch` when the record lacks what was written before, or the words of a message: it must
 * not vanish silently. The rest of the entry is written, and may be
 * written again.
 */
export async function assertSameAge(
  client: SqlClient,
  threadId: string,
  entry: JournalEntry,
  appended: Appended | undefined,
): Promise<void> {
  const { inputs = [], after } = entry;
  if (appended?.is_behind && after !== undefined) await throwBehind(client, threadId, after);
  if (inputs.length === 0 || inputs.length === appended?.known_inputs) return;
  const ids = inputs.map(({ inputId }) => inputId);
  const unknown = await client.queryRepeatable<{ input_id: string }>(UNKNOWN_INPUTS, [threadId, ids]);
  if (unknown.length === 0) return;
  const lost = unknown.map(({ input_id }) => input_id);
  throw new RecordMismatch(
    `thread ${threadId}: not all of the delivered inputs were saved before: ${lost.join(', ')}`,
    { side: 'journalBehind', inputs: lost },
  );
}
