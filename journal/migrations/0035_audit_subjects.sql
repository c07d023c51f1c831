-- What was changed where that is no thread or goal: the id of a key, a webhook, a schedule, … purges: 1 where the thread was purged.
alter table audit_log add column subject text;
alter table audit_log add column purges integer;
