-- That a thread's workspace was made: which one, and by which worker where. The first one stays. Its set names a directory of workspaces,
-- wherever that is mounted.
create table workspaces (
  thread_id    text collate "C" primary key,
  workspace_id text collate "C" not null,
  set_id       text collate "C" not null,
  worker       text not null,
  directory    text not null,
  made_at      timestamptz not null default now()
);
create index workspaces_of_set on workspaces (set_id);

-- Directories of workspaces that workers of this journal have started with.
create table workspace_sets (
  set_id     text collate "C" primary key,
  worker     text not null,
  directory  text not null,
  started_at timestamptz not null default now()
);
