-- Threads that are to be gone: their own row goes when this one comes, so that nobody finds them any more. A row stays until
-- everything that was the thread's is gone.
create table purges (
  thread_id      text collate "C" primary key,
  tenant_id      text collate "C" not null,
  -- The directory of workspaces that holds the thread's own; null: it has none.
  set_id         text collate "C",
  requested_at   timestamptz not null default now(),
  -- When its rows, its files and its history were gone; what other threads may share is looked at later.
  removed_at     timestamptz
);
create index purges_by_removal on purges (removed_at);

-- Set while a thread is archived, or about to be, since it was at rest for long: it reopens by itself.
alter table threads add column resting_since timestamptz;

-- Which thread a kept answer is about.
alter table keyed_requests add column thread_id text collate "C";
create index keyed_requests_of_thread on keyed_requests (thread_id);
