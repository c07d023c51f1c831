/** Runs of schedules. Times are the caller's. */

import type { ScheduleTiming } from '../../rows/schedules/schedule.ts';
import type { RunStatus, ScheduleRuns } from '../../rows/schedules/schedule-run.ts';
import type { SqlClient, SqlSession } from '../../sql/sql.ts';
import { decideOverlap, type OpenRunCounts, type OverlapDecision } from './overlap.ts';
import { FROM_RUNS, openRunOf, RUN_COLUMNS, type RunRow, runOf } from './run-row.ts';
import { TELL_MISSED, tellRun, toldOfRun } from './tell-runs.ts';

const OPEN = "('due', 'buffered', 'working', 'cancelling')";

/** Runs of one schedule are noted one after another: each sees those before it. */
const LOCK =
  'select tenant_id, timing from schedules where schedule_id = $1 and deleted_at is null for update';

/** Temporal has a schedule that nobody knows here: its row says that it is to be gone, and goes with it. */
const FORGET = `
  insert into schedules (schedule_id, tenant_id, request_id, timing, template, is_paused, revision, created_at,
    updated_at, deleted_at)
  values ($1, '', $1, '{}', '{}', 1, 1, $2, $2, $2) on conflict do nothing`;

/** The record says that the goal of the run `r` does not go on, and nothing is said of it any more. */
const GOAL_ENDED = `(r.status = 'working' and exists (
    select from threads t where t.thread_id = r.thread_id and t.goal_id = r.goal_id and t.is_in_turn = 0
      and t.goal_status not in ('active', 'usageLimited')))`;

/** A run whose goal has ended is in nobody's way, though no server has noted its end yet. */
const COUNT = `
  select count(*) filter (where status <> 'buffered')::integer as begun,
    count(*) filter (where status = 'buffered')::integer as buffered
  from schedule_runs r where schedule_id = $1 and status in ${OPEN} and not ${GOAL_ENDED}`;

/** One that is being begun right now stays with whoever begins it. */
const CANCEL_OTHERS = `
  update schedule_runs set status = 'cancelling', look_at = case when status = 'due' then look_at else $2 end
  where schedule_id = $1 and status in ${OPEN}`;

const INSERT = `
  insert into schedule_runs (run_id, schedule_id, tenant_id, origin, started_by, status, due_at, ended_at, outcome, look_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

/** A run whose goal has ended does not wait for the time of its next look. */
const TAKE = `
  with taken as (
    update schedule_runs set look_at = case when status = 'working' then $4::timestamptz else $2 end where run_id in (
      select run_id from schedule_runs r where status in ('due', 'working', 'cancelling') and (look_at <= $1 or ${GOAL_ENDED})
      order by case status when 'working' then 1 else 0 end, look_at limit $3 for update skip locked)
    returning run_id)
  select ${RUN_COLUMNS}, t.thread_id as known_thread, t.is_in_turn, t.held_by, t.archived_at
  ${FROM_RUNS} join taken on taken.run_id = r.run_id left join threads t on t.thread_id = r.thread_id
  order by case r.status when 'cancelling' then 0 else 1 end, r.run_id`;

const MOVE = `
  with moved as (update schedule_runs set status = case when status = 'cancelling' and $2 = 'working' then status else $2 end, thread_id = coalesce($3, thread_id), goal_id = coalesce($4, goal_id),
    outcome = coalesce($5, outcome), look_at = $6,
    began_at = case when $2 in ('working', 'ended') then coalesce(began_at, $7::timestamptz) else began_at end,
    ended_at = case when $2 in ${OPEN} then null else $7::timestamptz end
  where run_id = $1 and status in ${OPEN} returning *)
  ${tellRun('moved', '$8', '$9', '$7')}`;

/** A run that was skipped is over where it is noted. */
const TELL_NOTED = tellRun('(select * from schedule_runs where run_id = $1) as noted', '$2', '$3', '$4');

const RELEASE = `
  update schedule_runs r set status = 'due', look_at = $1 where status = 'buffered' and not exists (
    select from schedule_runs o where o.schedule_id = r.schedule_id and o.status in ('due', 'working', 'cancelling'))`;

export function createScheduleRuns(client: SqlClient): ScheduleRuns {
  const one = async (session: SqlSession, where: string, params: string[]) => {
    const [row] = await session.query<RunRow>(`select ${RUN_COLUMNS} ${FROM_RUNS} where ${where}`, params);
    return row && runOf(row);
  };
  return {
    noteDueRun: ({ runId, scheduleId, origin, startedBy, dueAt }, now) =>
      client.transaction(async (session) => {
        const [schedule] = await session.query<{ tenant_id: string; timing: string }>(LOCK, [scheduleId]);
        if (schedule === undefined) {
          if (startedBy === 'schedule') await session.query(FORGET, [scheduleId, now.toISOString()]);
          return undefined;
        }
        const noted = await one(session, 'r.schedule_id = $1 and r.origin = $2', [scheduleId, origin]);
        if (noted !== undefined) return noted;
        const { overlap } = JSON.parse(schedule.timing) as ScheduleTiming;
        const [counts = { begun: 0, buffered: 0 }] = await session.query<OpenRunCounts>(COUNT, [scheduleId]);
        const decision = decideOverlap(overlap, counts);
        if (decision === 'cancelOthers') await session.query(CANCEL_OTHERS, [scheduleId, now.toISOString()]);
        const isSkipped = decision === 'skip';
        await session.query(INSERT, [
          ...[
            runId,
            scheduleId,
            schedule.tenant_id,
            origin,
            startedBy,
            STATUS_OF[decision],
            dueAt.toISOString(),
          ],
          ...(isSkipped ? [now.toISOString(), JSON.stringify({ skippedBecause: 'overlap' })] : [null, null]),
          now.toISOString(),
        ]);
        await session.query(TELL_NOTED, [runId, ...toldOfRun(STATUS_OF[decision]), now.toISOString()]);
        return one(session, 'r.run_id = $1', [runId]);
      }),

    readRun: (scheduleId, runId) => one(client, 'r.schedule_id = $1 and r.run_id = $2', [scheduleId, runId]),

    async listRuns(scheduleId, limit, cursor, statuses) {
      const rows = await client.queryRepeatable<RunRow>(
        `select ${RUN_COLUMNS} ${FROM_RUNS}
         where r.schedule_id = $1 and ($2::text is null or r.run_id < $2)
           and ($3::text[] is null or r.status = any($3::text[]))
         order by r.run_id desc limit $4`,
        [scheduleId, cursor ?? null, statuses ?? null, limit],
      );
      return rows.map(runOf);
    },

    async releaseBuffered(now) {
      await client.query(RELEASE, [now.toISOString()]);
    },

    async takeOpenRuns(now, { takenUntil, lookAgainAt }, limit) {
      const rows = await client.query<RunRow>(TAKE, [
        ...[now.toISOString(), takenUntil.toISOString(), limit],
        lookAgainAt.toISOString(),
      ]);
      return rows.map(openRunOf);
    },

    async moveRun(runId, { status, threadId, goalId, outcome, lookAt }, now) {
      await client.queryRepeatable(MOVE, [
        ...[runId, status, threadId ?? null, goalId ?? null],
        ...[outcome === undefined ? null : JSON.stringify(outcome), (lookAt ?? now).toISOString()],
        now.toISOString(),
        ...toldOfRun(status),
      ]);
    },

    async noteMissedRuns(scheduleId, missedRuns, now) {
      await client.queryRepeatable(TELL_MISSED, [scheduleId, missedRuns, now.toISOString()]);
    },

    async removeRunsBefore(tenantId, before) {
      await client.queryRepeatable('delete from schedule_runs where tenant_id = $1 and ended_at < $2', [
        tenantId,
        before.toISOString(),
      ]);
    },
  };
}

const STATUS_OF: Readonly<Record<OverlapDecision, RunStatus>> = {
  begin: 'due',
  cancelOthers: 'due',
  buffer: 'buffered',
  skip: 'skipped',
};
