-- The key that a thread was made with.
alter table threads add column made_by text collate "C";

-- What was spent, answer by answer, and what was done for it. Figures stay when their thread is purged: then they name none.
create table usage_figures (
  usage_id       text collate "C" primary key,
  tenant_id      text collate "C" not null,
  thread_id      text collate "C",
  made_by        text collate "C",
  -- '' where no model was asked.
  model          text not null,
  at             timestamptz not null default now(),
  model_calls    integer not null default 0,
  input_tokens   integer not null default 0,
  cached_tokens  integer not null default 0,
  output_tokens  integer not null default 0,
  -- Billionths of a US dollar: sums are exact.
  cost_nano_usd  bigint not null default 0,
  turns          integer not null default 0,
  goals          integer not null default 0
);
create index usage_of_tenant on usage_figures (tenant_id, at);
create index usage_of_thread on usage_figures (thread_id);
