-- Requests that nobody was let in for stand there too. left_out: so many more like it, from the same source, were not written down one by one.
alter table audit_log add column code text;
alter table audit_log add column source text;
alter table audit_log add column left_out integer;
