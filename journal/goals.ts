/** The goals of a thread as their last recorded change left them. */
import type { Contract } from '../workflows/contract.ts';
import type { GoalSnapshot } from '../workflows/goal.ts';
import type { Journal } from './journal.ts';
import type { SqlClient } from './sql.ts';

/** Newest goal first: by the place of its first event. The snapshot shows the contract of its own revision. */
const LIST = `
  select goals.body as snapshot, contracts.body as contract
  from goals
  join contracts on contracts.goal_id = goals.goal_id and contracts.revision = goals.revision
  where goals.thread_id = $1
  order by goals.first_seq desc`;

export function createGoals(client: SqlClient): Pick<Journal, 'listGoals'> {
  return {
    async listGoals(threadId) {
      const rows = await client.queryRepeatable<{ snapshot: string; contract: string }>(LIST, [threadId]);
      return rows.map((row) => ({
        snapshot: JSON.parse(row.snapshot) as GoalSnapshot,
        contract: JSON.parse(row.contract) as Contract,
      }));
    },
  };
}
