-- Identifiers compare byte by byte (collate "C"), so that ids made in order of time also sort in order of time on every
-- server. Text that people or models wrote is kept as JSON text: NUL and lone surrogates are escaped in it, and `text`
-- gives back the very bytes that it was given, which json and jsonb do not.
--
-- There are no foreign keys: one would lock and rewrite the thread's row at every append. Every table has an index that
-- starts with thread_id, so that all rows of a thread can be found and deleted.

create table threads (
  thread_id  text collate "C" primary key,
  tenant_id  text collate "C" not null,
  -- Names the request that made the thread, so that a repeated request finds it instead of making another.
  request_id text collate "C" not null,
  settings   text not null,
  created_at timestamptz not null default now(),
  unique (tenant_id, request_id)
);
create index threads_of_tenant on threads (tenant_id, thread_id);

-- A row in state 'started' holds the place of a call that is running or was interrupted; its body is empty.
create table items (
  thread_id  text collate "C" not null,
  seq        integer not null,
  turn       integer not null,
  kind       text not null,
  call_id    text collate "C",
  state      text not null check (state in ('started', 'finished')),
  body       text not null,
  created_at timestamptz not null default now(),
  primary key (thread_id, seq)
);
create unique index items_of_call on items (thread_id, call_id) where call_id is not null;

-- seq is null until a model call delivers the message.
create table inputs (
  thread_id  text collate "C" not null,
  input_id   text collate "C" not null,
  body       text not null,
  seq        integer,
  created_at timestamptz not null default now(),
  primary key (thread_id, input_id)
);

create table contracts (
  goal_id    text collate "C" not null,
  revision   integer not null,
  thread_id  text collate "C" not null,
  body       text not null,
  created_at timestamptz not null default now(),
  primary key (goal_id, revision)
);
create index contracts_of_thread on contracts (thread_id);

-- What stood at the protected paths when a revision's checks first ran: path → digest, as JSON.
create table sealed_paths (
  goal_id    text collate "C" not null,
  revision   integer not null,
  thread_id  text collate "C" not null,
  body       text not null,
  created_at timestamptz not null default now(),
  primary key (goal_id, revision)
);
create index sealed_paths_of_thread on sealed_paths (thread_id);

-- The latest snapshot of each goal: seq is that of the event which brought it, first_seq that of the goal's first event.
create table goals (
  thread_id  text collate "C" not null,
  goal_id    text collate "C" not null,
  first_seq  integer not null,
  seq        integer not null,
  revision   integer not null,
  body       text not null,
  primary key (thread_id, goal_id)
);

create table check_runs (
  run_id     text collate "C" primary key,
  thread_id  text collate "C" not null,
  goal_id    text collate "C" not null,
  seq        integer not null,
  ran_at     timestamptz not null,
  body       text not null
);
create index check_runs_of_goal on check_runs (goal_id, seq);
create index check_runs_of_thread on check_runs (thread_id);
