-- What was asked under an Idempotency-Key, and the first answer to it. Rows are swept when they are a day old.
create table keyed_requests (
  tenant_id     text collate "C" not null,
  request_key   text collate "C" not null,
  -- Of method, path and body: another request under the same key is refused.
  fingerprint   text collate "C" not null,
  created_at    timestamptz not null,
  -- Until then another attempt is taken to be at work; null: none is.
  claimed_until timestamptz,
  -- The reply; null while there is none that could be given again.
  status        integer,
  headers       text,
  body          text,
  primary key (tenant_id, request_key)
);
create index keyed_requests_by_age on keyed_requests (created_at);
