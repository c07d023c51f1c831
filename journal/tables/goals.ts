/** The goals of a thread as their last recorded change left them. */
import type { Contract } from '../../workflows/contract/contract.ts';
import type { GoalSnapshot } from '../../workflows/goal/goal.ts';
import type { Journal } from '../journal.ts';
import type { SqlClient } from '../sql/sql.ts';

/** The snapshot shows the contract of its own revision. */
const SELECT = `
  select goals.body as snapshot, contracts.body as contract, goals.first_seq
  from goals
  join contracts on contracts.goal_id = goals.goal_id and contracts.revision = goals.revision
  where goals.thread_id = $1`;
/** Newest goal first: by the place of its first event. */
const LIST = `${SELECT} order by goals.first_seq desc`;

interface Row {
  readonly snapshot: string;
  readonly contract: string;
  readonly first_seq: number;
}

export function createGoals(client: SqlClient): Pick<Journal, 'listGoals' | 'readGoal'> {
  return {
    async listGoals(threadId) {
      return (await client.queryRepeatable<Row>(LIST, [threadId])).map(toGoal);
    },

    async readGoal(threadId, goalId) {
      const [row] =
        goalId === undefined
          ? await client.queryRepeatable<Row>(`${LIST} limit 1`, [threadId])
          : await client.queryRepeatable<Row>(`${SELECT} and goals.goal_id = $2`, [threadId, goalId]);
      return row && { ...toGoal(row), firstSeq: row.first_seq };
    },
  };
}

const toGoal = ({ snapshot, contract }: Row) => ({
  snapshot: JSON.parse(snapshot) as GoalSnapshot,
  contract: JSON.parse(contract) as Contract,
});
