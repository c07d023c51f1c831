/** Which states of workspaces belong to which thread and goal; what they hold is in the state store. */
import type { Journal } from '../journal.ts';
import type { SeenState } from '../rows/goals/seen-state.ts';
import type { SqlClient } from '../sql/sql.ts';

type StateJournal = Pick<
  Journal,
  | 'keepGivenState'
  | 'readGivenState'
  | 'keepStartState'
  | 'readStartState'
  | 'saveSeenState'
  | 'readSeenState'
  | 'hasSeenState'
>;

const LAST_SEEN = `
  select thread_id, seq, purpose, goal_id, revision, state_id from seen_states
  where goal_id = $1 and purpose = any($2::text[]) order by seq desc limit 1`;

interface SeenRow {
  readonly thread_id: string;
  readonly seq: number;
  readonly purpose: SeenState['purpose'];
  readonly goal_id: string;
  readonly revision: number;
  readonly state_id: string;
}

export function createStates(client: SqlClient): StateJournal {
  const idIn = async (sql: string, key: string): Promise<string | undefined> =>
    (await client.queryRepeatable<{ state_id: string }>(sql, [key]))[0]?.state_id;
  const readGivenState: StateJournal['readGivenState'] = (threadId) =>
    idIn('select state_id from given_states where thread_id = $1', threadId);
  const readStartState: StateJournal['readStartState'] = (goalId) =>
    idIn('select state_id from start_states where goal_id = $1', goalId);
  return {
    readGivenState,
    readStartState,

    async keepGivenState(threadId, stateId) {
      await client.queryRepeatable(
        'insert into given_states (thread_id, state_id) values ($1, $2) on conflict do nothing',
        [threadId, stateId],
      );
      return (await readGivenState(threadId)) ?? stateId;
    },

    async keepStartState({ threadId, goalId, stateId }) {
      await client.queryRepeatable(
        'insert into start_states (goal_id, thread_id, state_id) values ($1, $2, $3) on conflict do nothing',
        [goalId, threadId, stateId],
      );
      return (await readStartState(goalId)) ?? stateId;
    },

    async saveSeenState({ threadId, seq, purpose, goalId, revision, stateId }) {
      await client.queryRepeatable(
        `insert into seen_states (thread_id, seq, purpose, goal_id, revision, state_id) values ($1, $2, $3, $4, $5, $6)
         on conflict (thread_id, seq, purpose) do update set state_id = excluded.state_id, created_at = now()`,
        [threadId, seq, purpose, goalId, revision, stateId],
      );
    },

    async hasSeenState(goalId, stateId) {
      const rows = await client.queryRepeatable(
        'select 1 from seen_states where goal_id = $1 and state_id = $2 limit 1',
        [goalId, stateId],
      );
      return rows.length > 0;
    },

    async readSeenState(goalId, purposes) {
      const [row] = await client.queryRepeatable<SeenRow>(LAST_SEEN, [goalId, purposes]);
      return (
        row && {
          threadId: row.thread_id,
          seq: row.seq,
          purpose: row.purpose,
          goalId: row.goal_id,
          revision: row.revision,
          stateId: row.state_id,
        }
      );
    },
  };
}
