/** Threads: who owns them and how they were set up. */
import type { Journal } from '../journal.ts';
import { NO_LABELS } from '../rows/labels.ts';
import type { ThreadRow } from '../rows/thread-row.ts';
import type { SqlClient } from '../sql/sql.ts';
import { COLUMNS, type ThreadColumns, toThread } from './finding/thread-columns.ts';

/** Callers are told of a thread by the statement that makes it. */
const CREATE = `
  with made as (
    insert into threads (thread_id, tenant_id, request_id, settings, title, metadata, made_by)
    values ($1, $2, $3, $4, $5, $6::jsonb, $7) on conflict do nothing
    returning tenant_id, thread_id, metadata, created_at
  ), told as (
    insert into service_events (thread_id, seq, tenant_id, type, at, change)
    select thread_id, 0, tenant_id, 'thread.created', created_at, '{}' from made
    on conflict do nothing
  )
  insert into metadata_index (tenant_id, thread_id, key, value)
  select tenant_id, thread_id, each.key, each.value from made, jsonb_each_text(metadata) as each`;

export function createThreads(
  client: SqlClient,
): Pick<Journal, 'createThread' | 'readThread' | 'listThreads'> {
  const readThread = async (threadId: string): Promise<ThreadRow | undefined> => {
    const [row] = await client.queryRepeatable<ThreadColumns>(
      `select ${COLUMNS} from threads where thread_id = $1`,
      [threadId],
    );
    return row && toThread(row);
  };

  return {
    readThread,

    async createThread({ threadId, tenantId, requestId, settings, labels = NO_LABELS, madeBy = null }) {
      const { title = null, metadata } = labels;
      await client.queryRepeatable(CREATE, [
        ...[threadId, tenantId, requestId, JSON.stringify(settings)],
        ...[title, JSON.stringify(metadata), madeBy],
      ]);
      const [row] = await client.queryRepeatable<ThreadColumns>(
        `select ${COLUMNS} from threads where tenant_id = $1 and request_id = $2`,
        [tenantId, requestId],
      );
      if (row === undefined) throw new Error(`thread ${threadId} exists already, made by another request`);
      return toThread(row);
    },

    async listThreads(tenantId, limit, cursor) {
      const rows =
        cursor === undefined
          ? await client.queryRepeatable<ThreadColumns>(
              `select ${COLUMNS} from threads where tenant_id = $1 order by thread_id desc limit $2`,
              [tenantId, limit],
            )
          : await client.queryRepeatable<ThreadColumns>(
              `select ${COLUMNS} from threads where tenant_id = $1 and thread_id < $3 order by thread_id desc limit $2`,
              [tenantId, limit, cursor],
            );
      return rows.map(toThread);
    },
  };
}
