-- Signs of two attempts of one call, in case a slow worker was thought lost: the earlier one is still alive, the later one
-- waits for its result. Only calls with two attempts have a row.
create table call_signs (
  thread_id  text collate "C" not null,
  call_id    text collate "C" not null,
  alive_at   timestamptz,
  awaited_at timestamptz,
  primary key (thread_id, call_id)
);
