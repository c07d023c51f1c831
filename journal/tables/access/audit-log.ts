/** Who did what, entry by entry. */
import { defined } from '../../../objects/defined.ts';
import type { AuditEntry, AuditFilter, AuditLog } from '../../rows/audit-entry.ts';
import type { SqlClient } from '../../sql/sql.ts';

interface Row {
  readonly entry_id: string | number;
  readonly tenant_id: string;
  readonly key_id: string;
  readonly at: Date;
  readonly method: string;
  readonly route: string;
  readonly operation: string;
  readonly thread_id: string | null;
  readonly goal_id: string | null;
  readonly status: number;
  readonly request_id: string;
  readonly code: string | null;
  readonly source: string | null;
  readonly left_out: number | null;
  readonly subject: string | null;
  readonly purges: number | null;
}

const COLUMNS = `
  tenant_id, key_id, at, method, route, operation, thread_id, goal_id, status, request_id, code, source, left_out,
  subject, purges`;
const LIST = `
  select entry_id, ${COLUMNS} from audit_log
  where tenant_id = $1
    and ($2::bigint is null or entry_id < $2::bigint)
    and ($3::text is null or thread_id = $3::text)
    and ($4::text is null or key_id = $4::text)
    and ($5::text is null or operation = $5::text)
    and ($6::timestamptz is null or at >= $6::timestamptz)
    and ($7::timestamptz is null or at < $7::timestamptz)
  order by entry_id desc limit $8`;

export function createAuditLog(client: SqlClient): AuditLog {
  return {
    async noteAudit(entry) {
      const { tenantId, keyId, at, method, route, operation, threadId, goalId, status, requestId } = entry;
      const { code, source, leftOut, subject, purges } = entry;
      await client.query(
        `insert into audit_log (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
        [
          ...[tenantId, keyId, at.toISOString(), method, route, operation],
          ...[threadId ?? null, goalId ?? null, status, requestId],
          ...[code ?? null, source ?? null, leftOut ?? null, subject ?? null, purges === true ? 1 : null],
        ],
      );
    },

    async listAudit(tenantId, { threadId, keyId, operation, since, until }: AuditFilter, limit, cursor) {
      const rows = await client.queryRepeatable<Row>(LIST, [
        ...[tenantId, cursor ?? null, threadId ?? null, keyId ?? null, operation ?? null],
        ...[since?.toISOString() ?? null, until?.toISOString() ?? null, limit],
      ]);
      return rows.map(entryOf);
    },

    async sweepAudit(before) {
      await client.queryRepeatable('delete from audit_log where at < $1', [before.toISOString()]);
    },
  };
}

const entryOf = (row: Row): AuditEntry & { readonly entryId: number } => ({
  entryId: Number(row.entry_id),
  tenantId: row.tenant_id,
  keyId: row.key_id,
  at: row.at,
  method: row.method,
  route: row.route,
  operation: row.operation,
  ...defined({
    threadId: row.thread_id ?? undefined,
    goalId: row.goal_id ?? undefined,
    code: row.code ?? undefined,
    source: row.source ?? undefined,
    leftOut: row.left_out ?? undefined,
    subject: row.subject ?? undefined,
    purges: row.purges ? (true as const) : undefined,
  }),
  status: row.status,
  requestId: row.request_id,
});
