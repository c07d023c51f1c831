/** All states of a thread's workspace that were kept, whatever for. */
import { defined } from '../../../objects/defined.ts';
import type { KeptFor, KeptStateRow, KeptStates } from '../../rows/kept-state-row.ts';
import type { SqlClient } from '../../sql/sql.ts';

/** Times have microseconds, which a `Date` would lose: in a cursor they stand as text. */
const KEPT = `
  select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at_text from (
    select created_at as at, 'given' as kept_for, '' collate "C" as goal_id, 0 as revision, 0 as seq, state_id
      from given_states where thread_id = $1
    union all
    select created_at, 'accepted', goal_id, 0, 0, state_id from start_states where thread_id = $1
    union all
    select created_at, 'given', coalesce(goal_id, ''), coalesce(revision, 0), seq, state_id
      from placed_states where thread_id = $1
    union all
    select created_at, 'accepted', goal_id, coalesce(revision, 0), seq, state_id
      from placed_states where thread_id = $1 and goal_id is not null
    union all
    select created_at, purpose, coalesce(goal_id, ''), coalesce(revision, 0), seq, state_id
      from seen_states where thread_id = $1 and purpose <> 'inherited'
  ) as kept`;

const PLACE = `(at, kept_for collate "C", goal_id collate "C", seq)`;

const LIST = `
  ${KEPT} where $2::text is null or ${PLACE} < ($2::timestamptz, $3::text collate "C", $4::text collate "C", $5::integer)
  order by at desc, kept_for collate "C" desc, goal_id collate "C" desc, seq desc limit $6`;

const BY_ID = `${KEPT} where state_id = $2 order by at limit 1`;

const BY_PURPOSE = (order: 'asc' | 'desc') => `
  ${KEPT} where kept_for = $2 and ($3::text is null or goal_id = $3) order by at ${order}, seq ${order} limit 1`;

interface Row {
  readonly at: Date;
  readonly at_text: string;
  readonly kept_for: KeptFor;
  readonly goal_id: string;
  readonly revision: number;
  readonly seq: number;
  readonly state_id: string;
}

export function createKeptStates(client: SqlClient): KeptStates {
  const first = (rows: readonly Row[]): KeptStateRow | undefined => rows.map(rowOf)[0];
  return {
    async listKeptStates(threadId, limit, cursor) {
      const after = cursor === undefined ? [null, null, null, null] : placeIn(cursor);
      if (after === undefined) return undefined;
      const rows = await client.queryRepeatable<Row>(LIST, [threadId, ...after, limit]);
      return rows.map(rowOf);
    },

    async findKeptState(threadId, stateId) {
      return first(await client.queryRepeatable<Row>(BY_ID, [threadId, stateId]));
    },

    async readKeptState(threadId, keptFor, { goalId, order = 'last' } = {}) {
      const sql = BY_PURPOSE(order === 'first' ? 'asc' : 'desc');
      return first(await client.queryRepeatable<Row>(sql, [threadId, keptFor, goalId ?? null]));
    },
  };
}

const rowOf = (row: Row): KeptStateRow => ({
  stateId: row.state_id,
  keptFor: row.kept_for,
  at: row.at,
  ...defined({
    goalId: row.goal_id === '' ? undefined : row.goal_id,
    revision: row.revision === 0 ? undefined : row.revision,
  }),
  cursor: `${row.at_text}_${row.kept_for}_${row.seq}_${row.goal_id}`,
});

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([a-z]+)_(\d{1,9})_([\w-]{0,100})$/;

/** `undefined`: it is no cursor of this list. */
function placeIn(cursor: string): (string | number)[] | undefined {
  const [, at, keptFor, seq, goalId] = CURSOR.exec(cursor) ?? [];
  if (at === undefined || keptFor === undefined || goalId === undefined) return undefined;
  return isTime(at) ? [at, keptFor, goalId, Number(seq)] : undefined;
}

/** A day that no month has is no time for a database, though a `Date` goes on to the next month. */
function isTime(text: string): boolean {
  const time = new Date(text);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === text.slice(0, 19);
}
