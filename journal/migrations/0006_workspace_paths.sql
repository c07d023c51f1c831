-- The paths of a thread's workspace as it was last kept, as JSON, for those who write patterns: the latest only.
create table workspace_paths (
  thread_id  text collate "C" primary key,
  body       text not null
);
