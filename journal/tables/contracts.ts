/** Contracts by goal and revision. A revision never changes once it is saved. */
import type { Contract } from '../../workflows/contract/contract.ts';
import type { Journal } from '../journal.ts';
import type { AcceptedState } from '../rows/goals/saved-contract.ts';
import type { SqlClient } from '../sql/sql.ts';

interface Row {
  readonly body: string;
  readonly accepted_state: string | null;
  readonly restored_paths: string | null;
  readonly made_from: number | null;
}

const SAVE = `
  insert into contracts (thread_id, goal_id, revision, body, accepted_state, restored_paths, made_from)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict do nothing`;

const READ =
  'select body, accepted_state, restored_paths, made_from from contracts where goal_id = $1 and revision = $2';

const LIST =
  'select revision, body, accepted_state, restored_paths from contracts where goal_id = $1 order by revision';

const ANY = 'select 1 as found from contracts where thread_id = $1 limit 1';

const ACCEPTANCES = `
  select revision, accepted_state, made_from from contracts where goal_id = $1 and revision <= $2 order by revision`;

/** What was placed while a revision was the goal's counts after what was accepted with it. */
const PLACED = `
  select revision, state_id, is_part from placed_states where goal_id = $1 and revision <= $2 order by revision, seq`;

interface PlacedRow {
  readonly revision: number;
  readonly state_id: string;
  readonly is_part: number;
}

interface AcceptanceRow extends Pick<Row, 'accepted_state' | 'made_from'> {
  readonly revision: number;
}

/**
 * The revisions that led to this one. Rows of older releases do not say which they were made from: all of
 * them count.
 */
function lineage(rows: readonly AcceptanceRow[], revision: number): AcceptanceRow[] {
  const taken: AcceptanceRow[] = [];
  let next = revision;
  for (const row of rows.toReversed()) {
    if (row.revision > next) continue;
    taken.unshift(row);
    next = row.made_from ?? row.revision - 1;
  }
  return taken;
}

type ContractJournal = Pick<
  Journal,
  | 'saveContract'
  | 'readContract'
  | 'listContracts'
  | 'hasContracts'
  | 'readAcceptedState'
  | 'readRestoredPaths'
  | 'listAcceptances'
>;

export function createContracts(client: SqlClient): ContractJournal {
  const read = async (goalId: string, revision: number): Promise<Row | undefined> =>
    (await client.queryRepeatable<Row>(READ, [goalId, revision]))[0];

  return {
    async saveContract(threadId, goalId, revision, contract, accepted, restored, madeFrom) {
      const body = JSON.stringify(contract);
      const acceptedState = accepted === undefined ? null : JSON.stringify(accepted);
      const restoredPaths = restored === undefined ? null : JSON.stringify(restored);
      await client.queryRepeatable(SAVE, [
        ...[threadId, goalId, revision, body, acceptedState, restoredPaths, madeFrom ?? null],
      ]);
      // What stands there decides, not who inserted it: a repeated call gets the first one's answer.
      const row = await read(goalId, revision);
      return (
        row?.body === body &&
        row.accepted_state === acceptedState &&
        row.restored_paths === restoredPaths &&
        row.made_from === (madeFrom ?? null)
      );
    },

    async readContract(goalId, revision) {
      const row = await read(goalId, revision);
      return row && (JSON.parse(row.body) as Contract);
    },

    async readAcceptedState(goalId, revision) {
      const accepted = (await read(goalId, revision))?.accepted_state ?? undefined;
      return accepted === undefined ? undefined : (JSON.parse(accepted) as AcceptedState);
    },

    async readRestoredPaths(goalId, revision) {
      const restored = (await read(goalId, revision))?.restored_paths ?? undefined;
      return restored === undefined ? undefined : (JSON.parse(restored) as string[]);
    },

    async listAcceptances(goalId, revision) {
      const rows = await client.queryRepeatable<AcceptanceRow>(ACCEPTANCES, [goalId, revision]);
      const accepted = lineage(rows, revision).flatMap(({ revision: from, accepted_state: state }) =>
        state === null ? [] : [{ ...(JSON.parse(state) as AcceptedState), revision: from }],
      );
      const placed = (await client.queryRepeatable<PlacedRow>(PLACED, [goalId, revision])).map((row) => ({
        stateId: row.state_id,
        revision: row.revision,
        ...(row.is_part === 1 ? { isPart: true as const } : {}),
      }));
      // Sorting is stable: of one revision, what was accepted with it comes first.
      return [...accepted, ...placed].sort((a, b) => a.revision - b.revision);
    },

    async listContracts(goalId) {
      const rows = await client.queryRepeatable<Row & { revision: number }>(LIST, [goalId]);
      return rows.map(({ revision, body, accepted_state, restored_paths }) => ({
        revision,
        contract: JSON.parse(body) as Contract,
        ...(accepted_state === null ? {} : { accepted: JSON.parse(accepted_state) as AcceptedState }),
        ...(restored_paths === null ? {} : { restored: JSON.parse(restored_paths) as string[] }),
      }));
    },

    hasContracts: async (threadId) => (await client.queryRepeatable(ANY, [threadId])).length > 0,
  };
}
