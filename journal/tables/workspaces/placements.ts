/** Files that persons have sent for workspaces, and the accepted states that they have led to. */
import type { PlacementOutcome, Placements } from '../../rows/placement.ts';
import type { SqlClient } from '../../sql/sql.ts';

const SAVE = `
  insert into placements (thread_id, request_id, body) values ($1, $2, $3) on conflict do nothing`;

const READ = 'select body, outcome from placements where thread_id = $1 and request_id = $2';

/** The state before the first attempt stays. */
const BEGIN = `
  update placements set before_id = coalesce(before_id, $3) where thread_id = $1 and request_id = $2
  returning before_id`;

/** The first outcome stays. */
const END = `
  update placements set outcome = $3 where thread_id = $1 and request_id = $2 and outcome is null`;

const SAVE_STATE = `
  insert into placed_states (thread_id, seq, goal_id, revision, after_goal, state_id, is_part)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (thread_id, seq) do update set state_id = excluded.state_id`;

/** The last one between two goals counts. */
const LAST_AFTER = `
  select state_id from placed_states
  where thread_id = $1 and goal_id is null and after_goal is not distinct from $2::text order by seq desc limit 1`;

export function createPlacements(client: SqlClient): Placements {
  const readPlacement: Placements['readPlacement'] = async (threadId, requestId) => {
    const [row] = await client.queryRepeatable<{ body: string; outcome: string | null }>(READ, [
      threadId,
      requestId,
    ]);
    return (
      row && {
        placement: JSON.parse(row.body),
        ...(row.outcome === null ? {} : { outcome: JSON.parse(row.outcome) as PlacementOutcome }),
      }
    );
  };
  return {
    readPlacement,

    async savePlacement(threadId, requestId, placement) {
      await client.queryRepeatable(SAVE, [threadId, requestId, JSON.stringify(placement)]);
      return (await readPlacement(threadId, requestId))?.placement ?? placement;
    },

    async beginPlacement(threadId, requestId, stateId) {
      const [row] = await client.queryRepeatable<{ before_id: string }>(BEGIN, [
        ...[threadId, requestId, stateId],
      ]);
      return row?.before_id ?? stateId;
    },

    async endPlacement(threadId, requestId, outcome) {
      await client.queryRepeatable(END, [threadId, requestId, JSON.stringify(outcome)]);
      return (await readPlacement(threadId, requestId))?.outcome ?? outcome;
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
