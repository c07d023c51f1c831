-- States of workspaces, by their name in the state store. Seals, manifests and contents of older releases stay where they
-- are (sealed_paths, workspace_manifests, file_contents); nothing reads them any more.

-- What a person gave: the workspace of the thread as it was made from its source. The first one stays.
create table given_states (
  thread_id  text collate "C" primary key,
  state_id   text not null,
  created_at timestamptz not null default now()
);

-- What a goal's seals stand on: the accepted state when its checks first ran. The first one stays.
create table start_states (
  goal_id    text collate "C" primary key,
  thread_id  text collate "C" not null,
  state_id   text not null,
  created_at timestamptz not null default now()
);
create index start_states_of_thread on start_states (thread_id);

-- What the service saw, and of a claim that held also what the checks ran on (purpose `proven`).
create table seen_states (
  thread_id  text collate "C" not null,
  seq        integer not null,
  purpose    text not null,
  goal_id    text collate "C",
  revision   integer,
  state_id   text not null,
  created_at timestamptz not null default now(),
  primary key (thread_id, seq, purpose)
);
create index seen_states_of_goal on seen_states (goal_id, seq);
