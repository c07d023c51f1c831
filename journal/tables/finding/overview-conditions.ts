/** What a filter of threads says in SQL. Pure. */
import type { ThreadFilter } from '../../rows/thread-overview.ts';
import type { SqlValue } from '../../sql/sql.ts';

/** A goal that does not run holds nothing open: neither a wait nor a question of it counts then. */
export const PHASE = `
  case when t.archived_at is not null then 'idle' when t.is_in_turn = 1 then 'running'
    when t.held_by is not null and coalesce(t.goal_status, 'active') = 'active' then t.held_by else 'idle' end`;

/** A goal that does not run, or works just now, is not stalled. */
export const STALLED = `(t.stalled_because is not null and t.goal_status = 'active' and t.archived_at is null)`;

export interface Conditions {
  readonly where: string;
  readonly params: SqlValue[];
  /** Adds a parameter and gives its name. */
  readonly bind: (value: SqlValue) => string;
}

export function conditionsOf(filter: ThreadFilter): Conditions {
  const params: SqlValue[] = [];
  const bind = (value: SqlValue): string => `$${params.push(value)}`;
  const conditions = [`t.tenant_id = ${bind(filter.tenantId)}::text`];
  const { statuses, phases, isArchived, isStalled, metadata, titleContains } = filter;
  if (statuses !== undefined) conditions.push(`t.goal_status = any(${bind(statuses)}::text[])`);
  if (phases !== undefined) conditions.push(`${PHASE} = any(${bind(phases)}::text[])`);
  if (isArchived !== undefined) conditions.push(`t.archived_at is ${isArchived ? 'not null' : 'null'}`);
  if (isStalled !== undefined) conditions.push(`${STALLED} is ${isStalled ? 'true' : 'not true'}`);
  for (const [key, value] of Object.entries(metadata ?? {}))
    conditions.push(`exists (select from metadata_index m
      where m.thread_id = t.thread_id and m.key = ${bind(key)}::text and m.value = ${bind(value)}::text)`);
  if (titleContains !== undefined)
    conditions.push(`position(lower(${bind(titleContains)}::text) in lower(t.title)) > 0`);
  for (const [column, sign, time] of [
    ['created_at', '>', filter.createdAfter],
    ['created_at', '<', filter.createdBefore],
    ['updated_at', '>', filter.updatedAfter],
    ['updated_at', '<', filter.updatedBefore],
  ] as const)
    if (time !== undefined) conditions.push(`t.${column} ${sign} ${bind(time.toISOString())}::timestamptz`);
  return { where: conditions.join(' and '), params, bind };
}
