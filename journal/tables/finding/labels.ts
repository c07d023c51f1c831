/** Titles and metadata: merged by the database, so that two changes at once both count. */
import { defined } from '../../../objects/defined.ts';
import { type LabelPatch, type LabelRows, type Labels, MAX_METADATA_KEYS } from '../../rows/labels.ts';
import type { SqlClient, SqlValue } from '../../sql/sql.ts';

/** A value that is null goes, and a null in place of all of them leaves none. */
const METADATA = `case when $4::integer = 0 then labelled.metadata
  else jsonb_strip_nulls(coalesce(labelled.metadata || $5::jsonb, '{}')) end`;

const MERGED = `
  title = case when $2::integer = 0 then labelled.title else $3::text end,
  metadata = ${METADATA}`;

const FITS = `(select count(*) from jsonb_object_keys(${METADATA})) <= ${MAX_METADATA_KEYS}`;

/** Rows of the index go and come in one statement: none of them is unique. */
const LABEL_THREAD = `
  with changed as (
    update threads as labelled set ${MERGED}, updated_at = now()
    where thread_id = $1 and ${FITS} returning tenant_id, thread_id, metadata
  ),
  gone as (delete from metadata_index where thread_id in (select thread_id from changed)),
  made as (
    insert into metadata_index (tenant_id, thread_id, key, value)
    select tenant_id, thread_id, each.key, each.value from changed, jsonb_each_text(metadata) as each
  )
  select thread_id from changed`;

const MAKE_ROW = 'insert into goal_labels (goal_id, thread_id) values ($1, $2) on conflict do nothing';

const LABEL_GOAL = `
  update goal_labels as labelled set ${MERGED} where goal_id = $1 and ${FITS} returning goal_id`;

const READ = 'select goal_id, title, metadata from goal_labels where goal_id = any($1::text[])';

const NOT_BEGUN = 'where goal_id = $1 and not exists (select from goals where goals.goal_id = $1)';

interface Row {
  readonly title: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export function createLabels(client: SqlClient): LabelRows {
  const isDone = async (sql: string, id: string, patch: LabelPatch): Promise<boolean> =>
    (await client.queryRepeatable(sql, [id, ...valuesOf(patch)])).length > 0;
  return {
    labelThread: (threadId, patch) => isDone(LABEL_THREAD, threadId, patch),

    async labelGoal(threadId, goalId, patch) {
      await client.queryRepeatable(MAKE_ROW, [goalId, threadId]);
      return isDone(LABEL_GOAL, goalId, patch);
    },

    async readGoalLabels(goalIds) {
      if (goalIds.length === 0) return new Map();
      const rows = await client.queryRepeatable<Row & { readonly goal_id: string }>(READ, [goalIds]);
      return new Map(rows.map((row) => [row.goal_id, labelsOf(row)]));
    },

    async forgetGoal(goalId) {
      for (const table of ['contracts', 'goal_labels'])
        await client.queryRepeatable(`delete from ${table} ${NOT_BEGUN}`, [goalId]);
    },
  };
}

/** A number says whether what follows it is named at all. */
const valuesOf = ({ title, metadata }: LabelPatch): SqlValue[] => [
  title === undefined ? 0 : 1,
  title ?? null,
  metadata === undefined ? 0 : 1,
  metadata == null ? null : JSON.stringify(metadata),
];

/** A thread or goal without any has neither. */
export const labelsOf = ({ title, metadata }: Row): Labels => ({
  ...defined({ title: title ?? undefined }),
  metadata,
});
