-- How much of the disk a thread takes, as the worker measured it on whose disk it lies.
create table thread_sizes (
  thread_id       text collate "C" primary key,
  tenant_id       text collate "C" not null,
  workspace_bytes bigint not null,
  -- Of contents that no state before had, so that each counts about once.
  kept_bytes      bigint not null,
  -- The newest kept state that is counted in kept_bytes was kept then; null: none is.
  kept_until      timestamptz,
  measured_at     timestamptz not null
);
create index thread_sizes_of_tenant on thread_sizes (tenant_id);
