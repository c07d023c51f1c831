/** What was last put back for whoever set a goal, and where that is told. */
import type { Journal } from '../journal.ts';
import type { Restoration } from '../rows/goals/restoration.ts';
import type { SqlClient } from '../sql/sql.ts';

const SAVE = `
  insert into restorations (goal_id, seq, body) values ($1, $2, $3)
  on conflict (goal_id) do update set seq = excluded.seq, body = excluded.body`;

const READ = 'select seq, body from restorations where goal_id = $1';

export function createRestorations(client: SqlClient): Pick<Journal, 'saveRestoration' | 'readRestoration'> {
  return {
    async saveRestoration(goalId, { seq, ...done }) {
      await client.queryRepeatable(SAVE, [goalId, seq, JSON.stringify(done)]);
    },

    async readRestoration(goalId) {
      const [row] = await client.queryRepeatable<{ seq: number; body: string }>(READ, [goalId]);
      return row && { ...(JSON.parse(row.body) as Omit<Restoration, 'seq'>), seq: row.seq };
    },
  };
}
