-- What a person has asked to be pushed to the repository of a thread, by the request that asked: as JSON, with what became of it.
create table pushes (
  thread_id  text collate "C" not null,
  request_id text collate "C" not null,
  body       text not null,
  outcome    text,
  created_at timestamptz not null default now(),
  primary key (thread_id, request_id)
);
