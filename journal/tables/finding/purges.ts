/**
 * Lets go of threads. Which tables hold rows of a thread is asked of the database: none is ever forgotten.
 */
import { defined } from '../../../objects/defined.ts';
import type { NeededStates, Purge, Purges } from '../../rows/purge.ts';
import type { SqlClient } from '../../sql/sql.ts';

/** The thread's row turns into the purge's, in one statement. */
const BEGIN = `
  with gone as (delete from threads where thread_id = $1 returning thread_id, tenant_id)
  insert into purges (thread_id, tenant_id, set_id)
  select thread_id, tenant_id, (select set_id from workspaces w where w.thread_id = gone.thread_id) from gone
  on conflict do nothing returning thread_id`;

const COLUMNS = 'thread_id, tenant_id, set_id';

const TABLES_WITH = `
  select table_name from information_schema.columns
  where column_name = $1 and table_schema = current_schema() order by table_name`;

/**
 * What was spent stays on the bill, and says no longer for what; and so does it that a schedule was due. Who
 * asked for which change, the purge among them, stays as long as the audit log is kept.
 */
const KEPT: readonly string[] = ['purges', 'usage_figures', 'schedule_runs', 'audit_log'];

const UNNAME = 'update usage_figures set thread_id = null where thread_id = $1';

/** What its goal came to is told no longer; one that was open has ended with its thread. */
const UNNAME_RUNS = `
  update schedule_runs set thread_id = null, goal_id = null, outcome = null,
    ended_at = coalesce(ended_at, now()), status = case when ended_at is null then 'ended' else status end
  where thread_id = $1`;

/** The thread is named in a column of its own; rows of goals alone go by the contracts, which go last. */
const RESTORATIONS =
  'delete from restorations where goal_id in (select goal_id from contracts where thread_id = $1)';

/** They name their delivery alone, and hold the first of what a receiver answered. */
const ATTEMPTS =
  'delete from delivery_attempts where delivery_id in (select delivery_id from webhook_deliveries where thread_id = $1)';

const SETTLE = 'delete from purges where removed_at < $1';

/** What is put back when something that was sent cannot be placed after all. */
const PUT_BACK = 'select before_id as id from placements where before_id is not null and outcome is null';

/** JSON that names states; in a text of it, the quotes of a name would have a backslash before them. */
const NAMED_IN = { contracts: 'accepted_state', placements: 'body', pushes: 'body', threads: 'settings' };

const named = (table: string, column: string, field: string): string =>
  `select substring(${column} from '"${field}":"([0-9a-f]{64})"') as id from ${table} where ${column} is not null`;

/** A goal that is active, or waits for its provider, is not at rest, and neither is a turn. */
const AT_REST = `
  is_in_turn = 0 and coalesce(goal_status, '') not in ('active', 'usageLimited') and tenant_id = $1 and updated_at < $2`;

const RESTING = `
  select thread_id from threads where ${AT_REST} and archived_at is null order by updated_at, thread_id limit $3`;

/** Archived, or its goal is over and no turn runs. */
const HAS_ENDED = `
  (archived_at is not null or (is_in_turn = 0 and goal_status in ('complete', 'cleared')))`;

const EXPIRED = `
  select thread_id from threads
  where tenant_id = $1 and updated_at < $2 and ${HAS_ENDED}
  order by updated_at, thread_id limit $3`;

/** Numbers beyond 32 bits go as text: both engines read them alike. */
const ENDED = `
  select t.thread_id, (s.workspace_bytes + s.kept_bytes)::text as bytes
  from threads t join thread_sizes s on s.thread_id = t.thread_id
  where t.tenant_id = $1 and s.workspace_bytes + s.kept_bytes > 0 and ${HAS_ENDED}
  order by t.updated_at, t.thread_id limit $2`;

interface Row {
  readonly thread_id: string;
  readonly tenant_id: string;
  readonly set_id: string | null;
}

export function createPurges(client: SqlClient): Purges {
  const ids = async (sql: string, tenantId: string, before: Date, limit: number): Promise<string[]> =>
    (await client.queryRepeatable<Row>(sql, [tenantId, before.toISOString(), limit])).map(
      (row) => row.thread_id,
    );
  const list = async (where: string, params: (string | number)[]): Promise<Purge[]> =>
    (await client.queryRepeatable<Row>(`select ${COLUMNS} from purges ${where}`, params)).map(purgeOf);
  const tablesWith = async (column: string): Promise<string[]> => {
    const tables = await client.queryRepeatable<{ table_name: string }>(TABLES_WITH, [column]);
    return tables.map((row) => row.table_name);
  };
  const allIds = async (sql: string): Promise<string[]> =>
    (await client.queryRepeatable<{ id: string | null }>(sql)).flatMap((row) => row.id ?? []);
  return {
    async beginPurge(threadId) {
      return (await client.query(BEGIN, [threadId])).length > 0;
    },

    async readPurge(threadId) {
      return (await list('where thread_id = $1', [threadId]))[0];
    },

    listPurges: (limit) => list('order by requested_at, thread_id limit $1', [limit]),

    async removeRows(threadId) {
      await client.queryRepeatable(RESTORATIONS, [threadId]);
      await client.queryRepeatable(ATTEMPTS, [threadId]);
      const tables = await tablesWith('thread_id');
      for (const unname of [UNNAME, UNNAME_RUNS]) await client.queryRepeatable(unname, [threadId]);
      const names = tables.filter((name) => !KEPT.includes(name));
      for (const name of names.toSorted((a, b) => Number(a === 'contracts') - Number(b === 'contracts')))
        await client.queryRepeatable(`delete from "${name}" where thread_id = $1`, [threadId]);
    },

    async finishRemoval(threadId) {
      await client.queryRepeatable('update purges set removed_at = now() where thread_id = $1', [threadId]);
    },

    async settlePurges(removedBefore) {
      await client.queryRepeatable(SETTLE, [removedBefore.toISOString()]);
      return { isAnyLeft: (await list('limit 1', [])).length > 0 };
    },

    async listNeededStates(): Promise<NeededStates> {
      const tables = await tablesWith('state_id');
      const states = [
        ...tables.map((name) => `select state_id as id from "${name}"`),
        ...Object.entries(NAMED_IN).map(([table, column]) => named(table, column, 'stateId')),
        PUT_BACK,
      ];
      return {
        stateIds: await allIds(states.join(' union ')),
        contents: await allIds(`${named('placements', 'body', 'sha256')} and outcome is null`),
      };
    },

    async listTenants() {
      const rows = await client.queryRepeatable<Row>(
        'select tenant_id from threads union select tenant_id from schedules order by tenant_id',
      );
      return rows.map((row) => row.tenant_id);
    },

    listResting: (tenantId, before, limit) => ids(RESTING, tenantId, before, limit),
    listExpired: (tenantId, before, limit) => ids(EXPIRED, tenantId, before, limit),

    async listEnded(tenantId, limit) {
      const rows = await client.queryRepeatable<{ thread_id: string; bytes: string }>(ENDED, [
        tenantId,
        limit,
      ]);
      return rows.map((row) => ({ threadId: row.thread_id, bytes: Number(row.bytes) }));
    },

    async markResting(threadId, isResting) {
      await client.queryRepeatable(
        `update threads set resting_since = ${isResting ? 'now()' : 'null'} where thread_id = $1`,
        [threadId],
      );
    },
  };
}

const purgeOf = (row: Row): Purge => ({
  threadId: row.thread_id,
  tenantId: row.tenant_id,
  ...defined({ setId: row.set_id ?? undefined }),
});
