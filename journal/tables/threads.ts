/** Threads: who owns them and how they were set up. */
import type { Journal } from '../journal.ts';
import type { ThreadRow, ThreadSettings } from '../rows/thread-row.ts';
import type { SqlClient } from '../sql/sql.ts';

interface Row {
  readonly thread_id: string;
  readonly tenant_id: string;
  readonly created_at: Date;
  readonly settings: string;
  readonly archived_at: Date | null;
}

const COLUMNS = 'thread_id, tenant_id, created_at, settings, archived_at';

export function createThreads(
  client: SqlClient,
): Pick<Journal, 'createThread' | 'readThread' | 'listThreads'> {
  const readThread = async (threadId: string): Promise<ThreadRow | undefined> => {
    const [row] = await client.queryRepeatable<Row>(`select ${COLUMNS} from threads where thread_id = $1`, [
      threadId,
    ]);
    return row && toThread(row);
  };

  return {
    readThread,

    async createThread({ threadId, tenantId, requestId, settings }) {
      await client.queryRepeatable(
        'insert into threads (thread_id, tenant_id, request_id, settings) values ($1, $2, $3, $4) on conflict do nothing',
        [threadId, tenantId, requestId, JSON.stringify(settings)],
      );
      const [row] = await client.queryRepeatable<Row>(
        `select ${COLUMNS} from threads where tenant_id = $1 and request_id = $2`,
        [tenantId, requestId],
      );
      if (row === undefined) throw new Error(`thread ${threadId} exists already, made by another request`);
      return toThread(row);
    },

    async listThreads(tenantId, limit, cursor) {
      const rows =
        cursor === undefined
          ? await client.queryRepeatable<Row>(
              `select ${COLUMNS} from threads where tenant_id = $1 order by thread_id desc limit $2`,
              [tenantId, limit],
            )
          : await client.queryRepeatable<Row>(
              `select ${COLUMNS} from threads where tenant_id = $1 and thread_id < $3 order by thread_id desc limit $2`,
              [tenantId, limit, cursor],
            );
      return rows.map(toThread);
    },
  };
}

const toThread = (row: Row): ThreadRow => ({
  threadId: row.thread_id,
  tenantId: row.tenant_id,
  createdAt: row.created_at,
  settings: JSON.parse(row.settings) as ThreadSettings,
  ...(row.archived_at !== null && { archivedAt: row.archived_at }),
});
