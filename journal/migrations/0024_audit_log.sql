-- Who changed what by REST. Ids and patterns of routes only: no bodies, no words.
create table audit_log (
  entry_id    bigint generated always as identity primary key,
  tenant_id   text collate "C" not null,
  key_id      text collate "C" not null,
  at          timestamptz not null,
  method      text not null,
  route       text not null,
  operation   text not null,
  thread_id   text collate "C",
  goal_id     text collate "C",
  status      integer not null,
  request_id  text not null
);
create index audit_log_of_tenant on audit_log (tenant_id, entry_id);
create index audit_log_by_time on audit_log (at);
