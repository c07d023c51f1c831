/** Files that persons have sent for workspaces, and the accepted states that they have led to. */
import type { Placement, PlacementOutcome, Placements } from '../../rows/placement.ts';
import type { SqlClient } from '../../sql/sql.ts';
import { askedRequests } from './asked-requests.ts';

/** The state before the first attempt stays. */
const BEGIN = `
  update placements set before_id = coalesce(before_id, $3) where thread_id = $1 and request_id = $2
  returning before_id`;

const SAVE_STATE = `
  insert into placed_states (thread_id, seq, goal_id, revision, after_goal, state_id, is_part)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (thread_id, seq) do update set state_id = excluded.state_id`;

/** The last one between two goals counts. */
const LAST_AFTER = `
  select state_id from placed_states
  where thread_id = $1 and goal_id is null and after_goal is not distinct from $2::text order by seq desc limit 1`;

export function createPlacements(client: SqlClient): Placements {
  const { read, save, end } = askedRequests<Placement, PlacementOutcome>(client, 'placements');
  return {
    async readPlacement(threadId, requestId) {
      const found = await read(threadId, requestId);
      if (found === undefined) return undefined;
      const { asked, ...rest } = found;
      return { placement: asked, ...rest };
    },
    savePlacement: save,
    endPlacement: end,

    async beginPlacement(threadId, requestId, stateId) {
      const [row] = await client.queryRepeatable<{ before_id: string }>(BEGIN, [
        ...[threadId, requestId, stateId],
      ]);
      return row?.before_id ?? stateId;
    },

    async savePlacedState({ threadId, seq, stateId, isPart, of }) {
      const [goalId, revision, afterGoal] =
        'goalId' in of ? [of.goalId, of.revision, null] : [null, null, of.afterGoalId ?? null];
      await client.queryRepeatable(SAVE_STATE, [
        ...[threadId, seq, goalId, revision, afterGoal, stateId, isPart ? 1 : 0],
      ]);
    },

    async readPlacedState(threadId, afterGoalId) {
      const [row] = await client.queryRepeatable<{ state_id: string }>(LAST_AFTER, [
        threadId,
        afterGoalId ?? null,
      ]);
      return row?.state_id;
    },
  };
}
