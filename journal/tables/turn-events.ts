/** What the workflow recorded of a turn: tells for which goal the turn was. */
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';
import type { Journal } from '../journal.ts';
import type { SqlClient } from '../sql/sql.ts';

/**
 * Looks back from the item to the turn before and no further. Rows of calls have an id; events of the
 * workflow have none.
 */
const LIST = `
  select body from items
  where thread_id = $1 and seq < $2 and turn = $3 and kind = 'event' and call_id is null
    and seq > (select coalesce(max(seq), 0) from items where thread_id = $1 and seq < $2 and turn < $3)
  order by seq`;

export function createTurnEvents(client: SqlClient): Pick<Journal, 'listTurnEvents'> {
  return {
    async listTurnEvents(threadId, { seq, turn }) {
      const rows = await client.queryRepeatable<{ body: string }>(LIST, [threadId, seq, turn]);
      return rows.map(({ body }) => JSON.parse(body) as JournalEvent);
    },
  };
}
