/** What became of a goal's workspace, look by look, each kept whole as JSON text. */
import type { WorkRecord } from '../../workflows/evidence/work-record.ts';
import type { Journal } from '../journal.ts';
import type { SqlClient } from '../sql/sql.ts';

const SAVE = `
  insert into work_records (goal_id, seq, thread_id, purpose, body) values ($1, $2, $3, $4, $5)
  on conflict (goal_id, seq) do update set purpose = excluded.purpose, body = excluded.body`;

const LAST = `
  select body from work_records where goal_id = $1 and purpose = any($2::text[]) order by seq desc limit 1`;

export function createWorkRecords(client: SqlClient): Pick<Journal, 'saveWork' | 'readWork'> {
  return {
    async saveWork(work) {
      const { goalId, seq, threadId, purpose } = work;
      await client.queryRepeatable(SAVE, [goalId, seq, threadId, purpose, JSON.stringify(work)]);
    },

    async readWork(goalId, purposes) {
      const [row] = await client.queryRepeatable<{ body: string }>(LAST, [goalId, purposes]);
      return row && (JSON.parse(row.body) as WorkRecord);
    },
  };
}
