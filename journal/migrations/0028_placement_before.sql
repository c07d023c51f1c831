-- The state of the workspace before the first attempt to place what was sent: what is put back when it cannot be placed.
alter table placements add column before_id text;
