/** How much a tenant has. */
import type { TenantCounts } from '../../rows/tenant-counts.ts';
import type { SqlClient } from '../../sql/sql.ts';

const LIVING = 'tenant_id = $1 and archived_at is null';

const THREADS = `select count(*)::integer as count from threads where ${LIVING}`;

const OTHERS = `${LIVING} and thread_id <> $2 and ($3::text is null or made_by = $3::text)`;

/** A start that nothing came of is forgotten; each half follows an index of its own. */
const ACTIVE = `
  select (
    select count(*) from threads where ${OTHERS} and goal_status = 'active'
  )::integer + (
    select count(*) from threads where ${OTHERS} and goal_started_at > now() - interval '60 seconds'
      and goal_started_at > updated_at and goal_status is distinct from 'active'
  )::integer as count`;

export function createTenantCounts(client: SqlClient): TenantCounts {
  const counted = async (text: string, params: (string | null)[]): Promise<number> =>
    (await client.queryRepeatable<{ readonly count: number }>(text, params))[0]?.count ?? 0;
  return {
    countThreads: (tenantId) => counted(THREADS, [tenantId]),
    countActiveGoals: (tenantId, exceptThreadId = '', madeBy) =>
      counted(ACTIVE, [tenantId, exceptThreadId, madeBy ?? null]),
    async readMaker(threadId) {
      const [row] = await client.queryRepeatable<{ readonly made_by: string | null }>(
        'select made_by from threads where thread_id = $1',
        [threadId],
      );
      return row?.made_by ?? undefined;
    },
    async forgetGoalStart(threadId) {
      await client.queryRepeatable('update threads set goal_started_at = null where thread_id = $1', [
        threadId,
      ]);
    },
    async noteGoalStart(threadId) {
      await client.queryRepeatable('update threads set goal_started_at = now() where thread_id = $1', [
        threadId,
      ]);
    },
  };
}
