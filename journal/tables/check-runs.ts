/** Results of checks, each kept whole as JSON text beside the columns that find it. */

import type { Journal } from '../journal.ts';
import type { CheckRun } from '../rows/goals/check-run.ts';
import type { SqlClient } from '../sql/sql.ts';

const SAVE = `
  insert into check_runs (run_id, thread_id, goal_id, seq, ran_at, body)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::timestamptz[], $6::text[])
  on conflict do nothing`;

const LIST = 'select body from check_runs where goal_id = $1 order by seq, ran_at, run_id';

const PAGE = `
  select body from check_runs
  where goal_id = $1 and seq >= $2 and (seq, ran_at, run_id) > ($2, $3::timestamptz, $4)
  order by seq, ran_at, run_id limit $5`;

/** Backward from the newest, so that a long history is passed over. */
const LAST = `
  select body from check_runs where goal_id = $1
  order by seq desc, ran_at desc, run_id desc limit $2`;

type CheckRunJournal = Pick<
  Journal,
  'saveCheckRuns' | 'listCheckRuns' | 'readCheckRuns' | 'readLastCheckRuns'
>;

export function createCheckRuns(client: SqlClient): CheckRunJournal {
  return {
    async saveCheckRuns(runs) {
      if (runs.length === 0) return;
      await client.queryRepeatable(SAVE, [
        runs.map((run) => run.runId),
        runs.map((run) => run.threadId),
        runs.map((run) => run.goalId),
        runs.map((run) => run.seq),
        runs.map((run) => run.ranAt.toISOString()),
        runs.map((run) => JSON.stringify(run)),
      ]);
    },

    async listCheckRuns(goalId) {
      const rows = await client.queryRepeatable<{ body: string }>(LIST, [goalId]);
      return rows.map((row) => toCheckRun(row.body));
    },

    async readCheckRuns(goalId, after, limit) {
      const { seq, ranAt, runId } = after ?? { seq: 0, ranAt: new Date(0), runId: '' };
      const from = [goalId, seq, ranAt.toISOString(), runId];
      const rows = await client.queryRepeatable<{ body: string }>(PAGE, [...from, limit]);
      return rows.map((row) => toCheckRun(row.body));
    },

    async readLastCheckRuns(goalId, limit) {
      const rows = await client.queryRepeatable<{ body: string }>(LAST, [goalId, limit]);
      return rows.map((row) => toCheckRun(row.body)).reverse();
    },
  };
}

function toCheckRun(body: string): CheckRun {
  const run = JSON.parse(body) as Omit<CheckRun, 'ranAt'> & { ranAt: string };
  return { ...run, ranAt: new Date(run.ranAt) };
}
