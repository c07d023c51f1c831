-- What a person has sent for the workspace of a thread, by the request that sent it: as JSON, with what became of it.
create table placements (
  thread_id  text collate "C" not null,
  request_id text collate "C" not null,
  body       text not null,
  outcome    text,
  created_at timestamptz not null default now(),
  primary key (thread_id, request_id)
);

-- The accepted state that a person's files have led to: of the goal that was under way, in the revision that it had, or of the
-- thread between two goals. `is_part` (1): only some files of it are new, the rest was accepted before.
create table placed_states (
  thread_id  text collate "C" not null,
  seq        integer not null,
  goal_id    text collate "C",
  revision   integer,
  after_goal text collate "C",
  state_id   text not null,
  is_part    integer not null,
  created_at timestamptz not null default now(),
  primary key (thread_id, seq)
);
create index placed_states_of_goal on placed_states (goal_id, revision, seq);
