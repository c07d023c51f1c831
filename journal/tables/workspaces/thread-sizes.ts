/** How much of the disk threads take. */
import { defined } from '../../../objects/defined.ts';
import type { ThreadSizes } from '../../rows/tenant-counts.ts';
import type { SqlClient } from '../../sql/sql.ts';

const UNMEASURED = `
  select w.thread_id from workspaces w
  join threads t on t.thread_id = w.thread_id
  left join thread_sizes s on s.thread_id = w.thread_id
  where w.set_id = $1
    and (s.thread_id is null or (s.measured_at < t.updated_at and s.measured_at < $2::timestamptz))
  order by s.measured_at nulls first, w.thread_id limit $3`;

/** Numbers beyond 32 bits go as text: both engines read them alike. */
const SAVE = `
  insert into thread_sizes (thread_id, tenant_id, workspace_bytes, kept_bytes, kept_until, measured_at)
  select thread_id, tenant_id, $2::text::bigint, $3::text::bigint, $4::timestamptz, $5::timestamptz
  from threads where thread_id = $1
  on conflict (thread_id) do update set workspace_bytes = excluded.workspace_bytes, kept_bytes = excluded.kept_bytes,
    kept_until = excluded.kept_until, measured_at = excluded.measured_at`;

interface Row {
  readonly workspace_bytes: string;
  readonly kept_bytes: string;
}

export function createThreadSizes(client: SqlClient): ThreadSizes {
  return {
    async listUnmeasured(setId, measuredBefore, limit) {
      const params = [setId, measuredBefore.toISOString(), limit];
      const rows = await client.queryRepeatable<{ thread_id: string }>(UNMEASURED, params);
      return rows.map((row) => row.thread_id);
    },

    async readThreadSize(threadId) {
      const [row] = await client.queryRepeatable<Row & { kept_until: Date | null }>(
        `select workspace_bytes::text, kept_bytes::text, kept_until from thread_sizes where thread_id = $1`,
        [threadId],
      );
      return row && { ...sizeOf(row), ...defined({ keptUntil: row.kept_until ?? undefined }) };
    },

    async saveThreadSize(threadId, { workspaceBytes, keptBytes, keptUntil }, measuredAt) {
      await client.queryRepeatable(SAVE, [
        ...[threadId, String(workspaceBytes), String(keptBytes)],
        ...[keptUntil?.toISOString() ?? null, measuredAt.toISOString()],
      ]);
    },

    async sumThreadSizes(tenantId) {
      const [row] = await client.queryRepeatable<Row>(
        `select coalesce(sum(workspace_bytes), 0)::text as workspace_bytes, coalesce(sum(kept_bytes), 0)::text as kept_bytes
         from thread_sizes s join threads t on t.thread_id = s.thread_id where s.tenant_id = $1`,
        [tenantId],
      );
      return row === undefined ? { workspaceBytes: 0, keptBytes: 0 } : sizeOf(row);
    },
  };
}

const sizeOf = (row: Row) => ({
  workspaceBytes: Number(row.workspace_bytes),
  keptBytes: Number(row.kept_bytes),
});
