-- What callers are told of, over all threads: a row for each change of a thread that they may follow, written by the very
-- statement that records the change. seq is the place in the thread's record; 0 tells that the thread was made.
create table service_events (
  thread_id  text collate "C" not null,
  seq        integer not null,
  tenant_id  text collate "C" not null,
  type       text collate "C" not null,
  at         timestamptz not null,
  -- What the change itself says.
  change     text not null,
  -- The place among all events, and all that is told, from then on; null until one writer at a time has given them, so that
  -- no event ever appears before a place that a reader has gone past.
  position   integer,
  body       text,
  -- Of the thread and its goal then, for filters.
  metadata   jsonb not null default '{}',
  primary key (thread_id, seq)
);
create unique index service_events_by_position on service_events (position);
create index service_events_of_tenant on service_events (tenant_id, position);
create index service_events_without_position on service_events (at, thread_id, seq) where position is null;

-- One row: its lock lets one writer at a time give places, and no place is ever given twice.
create table service_event_places (last integer not null);
insert into service_event_places (last) values (0);
