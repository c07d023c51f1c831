-- What was last put back to the accepted state for whoever set a goal, as JSON, with the place of the look that is to tell of it: a
-- look that is broken off has told nobody.
create table restorations (
  goal_id    text collate "C" primary key,
  seq        integer not null,
  body       text not null,
  created_at timestamptz not null default now()
);

-- Which revision a revision of a contract was made from: one that another change was faster than has no part in what follows.
alter table contracts add column made_from integer;
