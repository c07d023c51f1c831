/** Counts what is spent, and sums it up. */
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import type { UsageFigures, UsageGrouping } from '../../rows/usage-figures.ts';
import type { SqlClient, SqlValue } from '../../sql/sql.ts';

const NANO = 1e9;

/** A thread that is purged meanwhile counts for nobody any more. */
const COUNT = `
  insert into usage_figures
    (usage_id, tenant_id, thread_id, made_by, model, model_calls, input_tokens, cached_tokens, output_tokens, cost_nano_usd)
  select $1, tenant_id, thread_id, made_by, $3, 1, $4, $5, $6, $7::text::bigint from threads where thread_id = $2
  on conflict do nothing`;

/** Sums of many rows do not fit into an integer; as text they are exact, and read alike by both engines. */
const SUMS = [
  ...['input_tokens', 'cached_tokens', 'output_tokens', 'cost_nano_usd', 'model_calls', 'turns', 'goals'],
].map((column) => `coalesce(sum(u.${column}), 0)::text as ${column}`);

type Row = { readonly grouped: string | null } & Readonly<
  Record<
    'input_tokens' | 'cached_tokens' | 'output_tokens' | 'cost_nano_usd' | 'model_calls' | 'turns' | 'goals',
    string
  >
>;

type Bind = (value: SqlValue, type: string) => string;

export function createUsageFigures(client: SqlClient): UsageFigures {
  return {
    async countSpent({
      usageId,
      threadId,
      model,
      inputTokens,
      cachedInputTokens,
      outputTokens,
      costUsd = 0,
    }) {
      const nanoUsd = String(Math.round(costUsd * NANO));
      const params = [usageId, threadId, model, inputTokens, cachedInputTokens, outputTokens, nanoUsd];
      await client.queryRepeatable(COUNT, params);
    },

    async sumUsage({ tenantId, from, to, madeBy, groupBy }) {
      const params: SqlValue[] = [tenantId, from.toISOString(), to.toISOString()];
      const bind: Bind = (value, type) => `$${params.push(value)}::${type}`;
      const ofKey = madeBy === undefined ? '' : `and u.made_by = ${bind(madeBy, 'text')}`;
      const group = groupBy === undefined ? undefined : groupOf(groupBy, bind);
      const rows = await client.queryRepeatable<Row>(
        `select ${group?.value ?? 'null::text'} as grouped, ${SUMS.join(', ')} from usage_figures u ${group?.join ?? ''}
         where u.tenant_id = $1 and u.at >= $2::timestamptz and u.at < $3::timestamptz ${ofKey}
         ${group === undefined ? '' : 'group by 1 order by 1 nulls last'}`,
        params,
      );
      return rows.map((row) => ({
        group: row.grouped,
        inputTokens: Number(row.input_tokens),
        cachedInputTokens: Number(row.cached_tokens),
        outputTokens: Number(row.output_tokens),
        costUsd: Number(row.cost_nano_usd) / NANO,
        modelCalls: Number(row.model_calls),
        turns: Number(row.turns),
        goals: Number(row.goals),
      }));
    },
  };
}

function groupOf(groupBy: UsageGrouping, bind: Bind): { readonly value: string; readonly join?: string } {
  if (groupBy === 'day') return { value: `to_char(u.at at time zone 'UTC', 'YYYY-MM-DD') collate "C"` };
  if (groupBy === 'model') return { value: `nullif(u.model, '')` };
  if (groupBy === 'key') return { value: 'u.made_by' };
  const key = bind(groupBy.metadata, 'text');
  return {
    value: 'm.value',
    join: `left join metadata_index m on m.thread_id = u.thread_id and m.key = ${key}`,
  };
}

/** The part of an append that counts turns that have ended, and goals that were set; `undefined`: none. */
export function countDone(events: readonly JournalEvent[], bind: Bind): string | undefined {
  const done = events.flatMap((event) => {
    if (event.type === 'turnEnded') return [{ seq: event.seq, turns: 1, goals: 0 }];
    return event.type === 'goalChanged' && event.change === 'set'
      ? [{ seq: event.seq, turns: 0, goals: 1 }]
      : [];
  });
  if (done.length === 0) return undefined;
  const list = (key: 'seq' | 'turns' | 'goals') =>
    bind(
      done.map((each) => each[key]),
      'integer[]',
    );
  // Its id is no name of the thread: the figure stays when the thread is purged.
  return `counted as (
    insert into usage_figures (usage_id, tenant_id, thread_id, made_by, model, turns, goals)
    select md5($1::text || ' ' || given.seq), tenant_id, thread_id, made_by, '', given.turns, given.goals
    from threads, unnest(${list('seq')}, ${list('turns')}, ${list('goals')}) as given (seq, turns, goals)
    where thread_id = $1 on conflict do nothing)`;
}
