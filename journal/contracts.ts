/** Contracts by goal and revision. A revision never changes once it is saved. */
import type { Contract } from '../workflows/contract.ts';
import type { Journal } from './journal.ts';
import type { SqlClient } from './sql.ts';

export function createContracts(client: SqlClient): Pick<Journal, 'saveContract' | 'readContract'> {
  return {
    async saveContract(threadId, goalId, revision, contract) {
      await client.queryRepeatable(
        'insert into contracts (thread_id, goal_id, revision, body) values ($1, $2, $3, $4) on conflict do nothing',
        [threadId, goalId, revision, JSON.stringify(contract)],
      );
    },

    async readContract(goalId, revision) {
      const [row] = await client.queryRepeatable<{ body: string }>(
        'select body from contracts where goal_id = $1 and revision = $2',
        [goalId, revision],
      );
      return row && (JSON.parse(row.body) as Contract);
    },
  };
}
