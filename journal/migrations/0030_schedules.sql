-- What a tenant has begun at times of its own. A row says how the schedule is wanted; Temporal is told of each revision, and is
-- who starts its runs.
create table schedules (
  schedule_id            text collate "C" primary key,
  tenant_id              text collate "C" not null,
  -- The request that made it: made again, it makes no other one.
  request_id             text collate "C" not null,
  made_by                text,
  name                   text,
  metadata               jsonb not null default '{}',
  -- When it fires and what it begins, as JSON.
  timing                 text not null,
  template               text not null,
  is_paused              integer not null,
  revision               integer not null,
  -- The last revision that Temporal was told of.
  synced_revision        integer not null default 0,
  created_at             timestamptz not null,
  updated_at             timestamptz not null,
  -- It is to be gone: nobody finds it, and its rows go when Temporal has forgotten it.
  deleted_at             timestamptz,
  unique (tenant_id, request_id)
);
create index schedules_of_tenant on schedules (tenant_id, schedule_id);
create index schedules_unsynced on schedules (schedule_id) where synced_revision < revision or deleted_at is not null;

-- A row for each time that a schedule was due. origin names what asked for it: it stands once, however often that is told.
create table schedule_runs (
  run_id       text collate "C" primary key,
  schedule_id  text collate "C" not null,
  tenant_id    text collate "C" not null,
  origin       text collate "C" not null,
  started_by   text not null check (started_by in ('schedule', 'request')),
  status       text not null
    check (status in ('due', 'buffered', 'working', 'cancelling', 'ended', 'skipped', 'refused', 'cancelled')),
  due_at       timestamptz not null,
  began_at     timestamptz,
  ended_at     timestamptz,
  -- Both are empty when the thread is purged.
  thread_id    text collate "C",
  goal_id      text collate "C",
  -- Why it was skipped or refused, and how its goal stood at the end, as JSON.
  outcome      text,
  -- When somebody looks at it again, while it is open.
  look_at      timestamptz not null,
  unique (schedule_id, origin)
);
create index schedule_runs_of_schedule on schedule_runs (schedule_id, run_id);
create index schedule_runs_of_thread on schedule_runs (thread_id) where thread_id is not null;
create index schedule_runs_open on schedule_runs (look_at, run_id)
  where status in ('due', 'buffered', 'working', 'cancelling');
create index schedule_runs_over on schedule_runs (tenant_id, ended_at) where ended_at is not null;
