-- What became of a goal's workspace, look by look, as JSON: changed files, a diff of limited size, files that the goal was about.
create table work_records (
  goal_id    text collate "C" not null,
  seq        integer not null,
  thread_id  text collate "C" not null,
  purpose    text not null,
  body       text not null,
  created_at timestamptz not null default now(),
  primary key (goal_id, seq)
);
create index work_records_of_thread on work_records (thread_id);
