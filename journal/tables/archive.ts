/** The state of archived threads, as their workflow left it. */
import type { ThreadState } from '../../workflows/thread/state/thread-state.ts';
import type { Journal } from '../journal.ts';
import type { SqlClient } from '../sql/sql.ts';

const ARCHIVE = `
  update threads set
    archived_at = case when archived_state = $2 then archived_at else now() end,
    archived_state = $2,
    updated_at = case when archived_state = $2 then updated_at else now() end
  where thread_id = $1`;

/** Only while that very state is the one put away: the thread may have been archived anew meanwhile. */
const UNARCHIVE = `
  update threads set archived_at = null, archived_state = null, resting_since = null, updated_at = now()
  where thread_id = $1 and archived_state = $2`;

export function createArchive(
  client: SqlClient,
): Pick<Journal, 'archiveThread' | 'archivedAmong' | 'readArchived' | 'unarchiveThread'> {
  return {
    async archiveThread(threadId, state) {
      await client.queryRepeatable(ARCHIVE, [threadId, JSON.stringify(state)]);
    },

    async archivedAmong(threadIds) {
      const rows = await client.queryRepeatable<{ thread_id: string }>(
        'select thread_id from threads where thread_id = any($1::text[]) and archived_at is not null',
        [threadIds],
      );
      return rows.map(({ thread_id: threadId }) => threadId);
    },

    async readArchived(threadId) {
      const [row] = await client.queryRepeatable<{ archived_state: string | null }>(
        'select archived_state from threads where thread_id = $1',
        [threadId],
      );
      return row?.archived_state == null ? undefined : (JSON.parse(row.archived_state) as ThreadState);
    },

    async unarchiveThread(threadId, state) {
      await client.queryRepeatable(UNARCHIVE, [threadId, JSON.stringify(state)]);
    },
  };
}
