/** Threads with what lists show of them: one statement, in the order of an index. */
import type { Usage } from '../../../workflows/budget/usage.ts';
import type { GoalSnapshot } from '../../../workflows/goal/goal.ts';
import type {
  GoalOverview,
  ThreadOrder,
  ThreadOverview,
  ThreadOverviews,
} from '../../rows/thread-overview.ts';
import type { SqlClient } from '../../sql/sql.ts';
import { labelsOf } from './labels.ts';
import { OBJECTIVE_CHARACTERS, objectiveLineIn } from './objective-line.ts';
import { conditionsOf, PHASE, STALLED } from './overview-conditions.ts';
import { type ThreadColumns, toThread } from './thread-columns.ts';

/** Cut to what holds the first line of an objective: a contract may be long. */
const SELECT = `
  select t.thread_id, t.tenant_id, t.created_at, t.settings, t.archived_at, t.resting_since, t.title, t.metadata, t.updated_at,
    ${PHASE} as phase, g.body as snapshot, left(c.body, ${OBJECTIVE_CHARACTERS}) as contract,
    case when t.goal_usage_seq > t.goal_seq then t.goal_usage end as used, case when ${STALLED} then t.stalled_because end as stalled,
    l.title as goal_title, l.metadata as goal_metadata`;

const FROM = `
  from threads t
  left join goals g on g.thread_id = t.thread_id and g.goal_id = t.goal_id
  left join contracts c on c.goal_id = g.goal_id and c.revision = g.revision
  left join goal_labels l on l.goal_id = g.goal_id`;

interface Row extends ThreadColumns {
  readonly updated_at: Date;
  readonly phase: ThreadOverview['phase'];
  readonly snapshot: string | null;
  readonly contract: string | null;
  readonly used: string | null;
  readonly stalled: string | null;
  readonly goal_title: string | null;
  readonly goal_metadata: Readonly<Record<string, string>> | null;
  readonly place: string;
}

/** Times have microseconds, which a `Date` would lose: in a cursor they stand as text. */
const asText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export function createOverviews(client: SqlClient): ThreadOverviews {
  return {
    async listOverviews(filter, { order, limit, cursor }) {
      const after = cursor === undefined ? undefined : placeIn(cursor, order);
      if (cursor !== undefined && after === undefined) return undefined;
      const { column, direction, isBehind } = SORTS[order];
      const { where, params, bind } = conditionsOf(filter);
      const behind =
        after === undefined
          ? ''
          : `and (t.${column}, t.thread_id) ${isBehind} (${bind(after.at)}::timestamptz, ${bind(after.threadId)}::text)`;
      const rows = await client.queryRepeatable<Row>(
        `${SELECT}, ${asText(`t.${column}`)} as place ${FROM} where ${where} ${behind}
         order by t.${column} ${direction}, t.thread_id ${direction} limit ${bind(limit + 1)}::integer`,
        params,
      );
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        threads: shown.map(overviewOf),
        ...(last === undefined ? {} : { nextCursor: `${order}_${last.place}_${last.thread_id}` }),
      };
    },

    async countOverviews(filter) {
      const { where, params } = conditionsOf(filter);
      const [row] = await client.queryRepeatable<{ total: number }>(
        `select count(*)::integer as total from threads t where ${where}`,
        params,
      );
      return row?.total ?? 0;
    },
  };
}

interface Sort {
  readonly column: 'created_at' | 'updated_at';
  readonly direction: 'asc' | 'desc';
  readonly isBehind: '<' | '>';
}

const UP = { direction: 'asc', isBehind: '>' } as const;
const DOWN = { direction: 'desc', isBehind: '<' } as const;

const SORTS: Readonly<Record<ThreadOrder, Sort>> = {
  createdAt: { column: 'created_at', ...UP },
  '-createdAt': { column: 'created_at', ...DOWN },
  updatedAt: { column: 'updated_at', ...UP },
  '-updatedAt': { column: 'updated_at', ...DOWN },
};

const CURSOR = /^(-?[a-zA-Z]+)_(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([\w-]{1,100})$/;

/** `undefined`: it is no cursor of this list. */
function placeIn(cursor: string, order: ThreadOrder): { at: string; threadId: string } | undefined {
  const [, sort, at, threadId] = CURSOR.exec(cursor) ?? [];
  if (sort !== order || at === undefined || threadId === undefined) return undefined;
  const time = new Date(at);
  // A day that no month has is no time for a database, though a `Date` goes on to the next month.
  const isTime = !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === at.slice(0, 19);
  return isTime ? { at, threadId } : undefined;
}

const overviewOf = (row: Row): ThreadOverview => ({
  ...toThread(row),
  updatedAt: row.updated_at,
  phase: row.phase,
  ...(row.snapshot === null ? {} : { goal: goalOf(row, JSON.parse(row.snapshot) as GoalSnapshot) }),
});

const goalOf = (row: Row, snapshot: GoalSnapshot): GoalOverview => ({
  snapshot,
  usage: row.used === null ? snapshot.usage : (JSON.parse(row.used) as Usage),
  ...(row.stalled === null ? {} : { stalledBecause: JSON.parse(row.stalled) as string }),
  objective: objectiveLineIn(row.contract ?? ''),
  labels: labelsOf({ title: row.goal_title, metadata: row.goal_metadata ?? {} }),
});
