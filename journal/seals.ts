/** What stood at the protected paths when a contract's checks first ran. The first seal stays. */
import type { Journal } from './journal.ts';
import type { SqlClient } from './sql.ts';

export function createSeals(client: SqlClient): Pick<Journal, 'sealPaths' | 'readSeal'> {
  return {
    async sealPaths({ threadId, goalId, revision, digests }) {
      await client.queryRepeatable(
        'insert into sealed_paths (thread_id, goal_id, revision, body) values ($1, $2, $3, $4) on conflict do nothing',
        [threadId, goalId, revision, JSON.stringify(digests)],
      );
      const [row] = await client.queryRepeatable<{ body: string }>(
        'select body from sealed_paths where goal_id = $1 and revision = $2',
        [goalId, revision],
      );
      if (row === undefined) throw new Error(`the seal of ${goalId} was deleted while it was made`);
      return JSON.parse(row.body) as Record<string, string>;
    },

    async readSeal(goalId) {
      const [row] = await client.queryRepeatable<{ revision: number; body: string }>(
        'select revision, body from sealed_paths where goal_id = $1 order by revision desc limit 1',
        [goalId],
      );
      return row && { revision: row.revision, digests: JSON.parse(row.body) as Record<string, string> };
    },
  };
}
