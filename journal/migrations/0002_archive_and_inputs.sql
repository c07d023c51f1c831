-- Messages in the order of their arrival: those that are here already by their time, new ones by a sequence.
alter table inputs add column position bigint;
update inputs set position = numbered.position
  from (
    select thread_id, input_id, row_number() over (order by created_at, thread_id, input_id) as position from inputs
  ) as numbered
  where inputs.thread_id = numbered.thread_id and inputs.input_id = numbered.input_id;
alter table inputs alter column position set not null;
alter table inputs alter column position add generated always as identity;
select setval(
  pg_get_serial_sequence('inputs', 'position'),
  (select coalesce(max(position), 0) + 1 from inputs),
  false
);
create unique index inputs_in_order on inputs (thread_id, position);

-- Set when the thread did not take the message: nothing will deliver it.
alter table inputs add column refused_at timestamptz;

-- The state of a thread's workflow as JSON text, from its archiving until it is reopened.
alter table threads add column archived_at timestamptz;
alter table threads add column archived_state text;
