-- The workspace when the goal's checks first ran: path → digest of every entry, as JSON. The first one stays.
create table workspace_manifests (
  goal_id    text collate "C" primary key,
  thread_id  text collate "C" not null,
  body       text not null,
  created_at timestamptz not null default now()
);
create index workspace_manifests_of_thread on workspace_manifests (thread_id);

-- Contents of files by their SHA-256, kept once for each thread that has them, so that a thread's rows can be deleted.
create table file_contents (
  thread_id  text collate "C" not null,
  sha256     text collate "C" not null,
  content    bytea not null,
  created_at timestamptz not null default now(),
  primary key (thread_id, sha256)
);

-- The evidence ledger; `stale` is JSON: why evidence does not stand any more.
create table claims (
  thread_id  text collate "C" not null,
  claim_id   text collate "C" not null,
  goal_id    text collate "C" not null,
  seq        integer not null,
  body       text not null,
  stale      text not null default '[]',
  created_at timestamptz not null default now(),
  primary key (thread_id, claim_id)
);
create index claims_of_goal on claims (goal_id, seq);

-- The experiment log.
create table iterations (
  thread_id    text collate "C" not null,
  iteration_id text collate "C" not null,
  goal_id      text collate "C" not null,
  seq          integer not null,
  body         text not null,
  created_at   timestamptz not null default now(),
  primary key (thread_id, iteration_id)
);
create index iterations_of_goal on iterations (goal_id, seq);
