-- What people call a thread, and what they note of it: key → value, without NUL and lone surrogates.
alter table threads add column title text;
alter table threads add column metadata jsonb not null default '{}';

-- The index of it, as rows: one over JSON would need scans that the journal's sessions do without.
create table metadata_index (
  tenant_id  text collate "C" not null,
  thread_id  text collate "C" not null,
  key        text collate "C" not null,
  value      text collate "C" not null
);
create index metadata_by_value on metadata_index (tenant_id, key, value, thread_id);
create index metadata_of_thread on metadata_index (thread_id, key, value);

-- Where the thread stands as of the record, so that a list of threads needs no look into each: its last goal with the status that it
-- has, by the event that said so, and whether a turn runs or something is waited for, by the event that said that.
alter table threads add column updated_at timestamptz;
alter table threads add column goal_id text collate "C";
alter table threads add column goal_seq integer not null default 0;
alter table threads add column goal_status text collate "C";
alter table threads add column is_in_turn integer not null default 0;
alter table threads add column held_by text collate "C";
alter table threads add column course_seq integer not null default 0;

-- A status stands outside of every text in a body: in a text, its quotes have a backslash before them.
update threads set goal_id = last.goal_id, goal_seq = last.seq, goal_status = last.status
  from (
    select distinct on (thread_id) thread_id, goal_id, seq, substring(body from '"status":"([A-Za-z]+)"') as status
      from goals order by thread_id, seq desc
  ) as last
  where threads.thread_id = last.thread_id;
update threads set updated_at = greatest(
  threads.created_at, archived_at,
  (select created_at from items where items.thread_id = threads.thread_id order by seq desc limit 1));
alter table threads alter column updated_at set not null;
alter table threads alter column updated_at set default now();

create index threads_by_creation on threads (tenant_id, created_at, thread_id);
create index threads_by_update on threads (tenant_id, updated_at, thread_id);
create index threads_by_status on threads (tenant_id, goal_status, created_at, thread_id);

-- The same of goals. It belongs to all revisions of one, and is no part of its contract.
create table goal_labels (
  goal_id    text collate "C" primary key,
  thread_id  text collate "C" not null,
  title      text,
  metadata   jsonb not null default '{}'
);
create index goal_labels_of_thread on goal_labels (thread_id);
