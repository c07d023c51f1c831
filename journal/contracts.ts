/** Contracts by goal and revision. A revision never changes once it is saved. */
import type { Contract } from '../workflows/contract.ts';
import type { Journal } from './journal.ts';
import type { SqlClient } from './sql.ts';

const READ = 'select body from contracts where goal_id = $1 and revision = $2';

const LIST = 'select revision, body from contracts where goal_id = $1 order by revision';

type ContractJournal = Pick<Journal, 'saveContract' | 'readContract' | 'listContracts'>;

export function createContracts(client: SqlClient): ContractJournal {
  const readBody = async (goalId: string, revision: number): Promise<string | undefined> =>
    (await client.queryRepeatable<{ body: string }>(READ, [goalId, revision]))[0]?.body;

  return {
    async saveContract(threadId, goalId, revision, contract) {
      const body = JSON.stringify(contract);
      await client.queryRepeatable(
        'insert into contracts (thread_id, goal_id, revision, body) values ($1, $2, $3, $4) on conflict do nothing',
        [threadId, goalId, revision, body],
      );
      // By what stands there, not by who inserted it: a repeated call gets the first one's answer.
      return (await readBody(goalId, revision)) === body;
    },

    async readContract(goalId, revision) {
      const body = await readBody(goalId, revision);
      return body === undefined ? undefined : (JSON.parse(body) as Contract);
    },

    async listContracts(goalId) {
      const rows = await client.queryRepeatable<{ revision: number; body: string }>(LIST, [goalId]);
      return rows.map(({ revision, body }) => ({ revision, contract: JSON.parse(body) as Contract }));
    },
  };
}
