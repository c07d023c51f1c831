/** How schedules are wanted. Times are the caller's. */
import { defined } from '../../../objects/defined.ts';
import type { Schedule, ScheduleFields, Schedules, ScheduleTiming } from '../../rows/schedules/schedule.ts';
import type { ScheduleRuns } from '../../rows/schedules/schedule-run.ts';
import type { SqlClient, SqlValue } from '../../sql/sql.ts';

const COLUMNS = `schedule_id, tenant_id, made_by, name, metadata, timing, template, is_paused, revision,
  created_at, updated_at, deleted_at`;

const SAVE = `
  insert into schedules (schedule_id, tenant_id, request_id, made_by, name, metadata, timing, template, is_paused,
    revision, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, 1, $10, $10) on conflict (tenant_id, request_id) do nothing`;

/** Whoever asks again with the same revision has changed it already. */
const CHANGE = `
  update schedules set name = $3, metadata = $4::jsonb, timing = $5, template = $6, is_paused = $7,
    revision = revision + 1, updated_at = $8
  where schedule_id = $1 and revision = $2 and deleted_at is null returning ${COLUMNS}`;

const REMOVE = `
  with gone as (delete from schedules where schedule_id = $1 and deleted_at is not null returning schedule_id)
  delete from schedule_runs using gone where schedule_runs.schedule_id = gone.schedule_id`;

interface ScheduleRow {
  readonly schedule_id: string;
  readonly tenant_id: string;
  readonly made_by: string | null;
  readonly name: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly timing: string;
  readonly template: string;
  readonly is_paused: number;
  readonly revision: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly deleted_at: Date | null;
}

export function createSchedules(client: SqlClient): Omit<Schedules, keyof ScheduleRuns> {
  const one = async (where: string, params: readonly SqlValue[]): Promise<Schedule | undefined> => {
    const [row] = await client.queryRepeatable<ScheduleRow>(
      `select ${COLUMNS} from schedules where ${where}`,
      params,
    );
    return row && scheduleOf(row);
  };
  return {
    async saveSchedule({ scheduleId, tenantId, requestId, madeBy, ...fields }, now) {
      await client.queryRepeatable(SAVE, [
        ...[scheduleId, tenantId, requestId, madeBy ?? null],
        ...valuesOf(fields),
        now.toISOString(),
      ]);
      const saved = await one('tenant_id = $1 and request_id = $2', [tenantId, requestId]);
      if (saved === undefined) throw new Error(`schedule ${scheduleId} was not saved`);
      return saved;
    },

    readSchedule: (tenantId, scheduleId) =>
      one('tenant_id = $1 and schedule_id = $2 and deleted_at is null', [tenantId, scheduleId]),

    readAnySchedule: (scheduleId) => one('schedule_id = $1', [scheduleId]),

    async listSchedules({ tenantId, isPaused, metadata = {} }, limit, cursor) {
      const rows = await client.queryRepeatable<ScheduleRow>(
        `select ${COLUMNS} from schedules
         where tenant_id = $1 and deleted_at is null and ($2::text is null or schedule_id < $2)
           and ($3::integer is null or is_paused = $3) and metadata @> $4::jsonb
         order by schedule_id desc limit $5`,
        [
          tenantId,
          cursor ?? null,
          isPaused === undefined ? null : Number(isPaused),
          JSON.stringify(metadata),
          limit,
        ],
      );
      return rows.map(scheduleOf);
    },

    async countSchedules(tenantId) {
      const [row] = await client.queryRepeatable<{ total: number }>(
        'select count(*)::integer as total from schedules where tenant_id = $1 and deleted_at is null',
        [tenantId],
      );
      return row?.total ?? 0;
    },

    async changeSchedule(scheduleId, revision, fields, now) {
      const [row] = await client.query<ScheduleRow>(CHANGE, [
        ...[scheduleId, revision],
        ...valuesOf(fields),
        now.toISOString(),
      ]);
      return row && scheduleOf(row);
    },

    async beginScheduleRemoval(tenantId, scheduleId, now, revision) {
      const rows = await client.query(
        `update schedules set deleted_at = $3 where tenant_id = $1 and schedule_id = $2 and deleted_at is null
           and ($4::integer is null or revision = $4)
         returning schedule_id`,
        [tenantId, scheduleId, now.toISOString(), revision ?? null],
      );
      return rows.length > 0;
    },

    async listUnsyncedSchedules(limit) {
      const rows = await client.queryRepeatable<ScheduleRow>(
        `select ${COLUMNS} from schedules where synced_revision < revision or deleted_at is not null
         order by schedule_id limit $1`,
        [limit],
      );
      return rows.map(scheduleOf);
    },

    async markScheduleSynced(scheduleId, revision) {
      await client.queryRepeatable(
        'update schedules set synced_revision = $2 where schedule_id = $1 and synced_revision < $2',
        [scheduleId, revision],
      );
    },

    async removeSchedule(scheduleId) {
      await client.queryRepeatable(REMOVE, [scheduleId]);
    },
  };
}

const valuesOf = ({ name, metadata, timing, template, isPaused }: ScheduleFields): SqlValue[] => [
  ...[name ?? null, JSON.stringify(metadata), JSON.stringify(timing), JSON.stringify(template)],
  Number(isPaused),
];

const scheduleOf = (row: ScheduleRow): Schedule => ({
  scheduleId: row.schedule_id,
  tenantId: row.tenant_id,
  ...defined({ name: row.name ?? undefined, madeBy: row.made_by ?? undefined }),
  metadata: row.metadata,
  timing: JSON.parse(row.timing) as ScheduleTiming,
  template: JSON.parse(row.template) as unknown,
  isPaused: row.is_paused === 1,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  ...(row.deleted_at === null ? {} : { isDeleted: true as const }),
});
