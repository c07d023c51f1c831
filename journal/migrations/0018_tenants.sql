-- The tenant of a workspace is that of its thread.
alter table workspaces add column tenant_id text collate "C" not null default 'default';
update workspaces set tenant_id = threads.tenant_id from threads where threads.thread_id = workspaces.thread_id;
create index workspaces_of_tenant on workspaces (tenant_id, thread_id);
