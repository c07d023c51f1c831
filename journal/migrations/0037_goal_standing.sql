-- What the thread's last goal had used when its last turn ended, and why it is stalled, so that a list of threads needs no look into
-- each. Both are JSON: a reason may hold what a text cannot. The usage counts while it is of a later place than the goal's own change.
alter table threads add column goal_usage text;
alter table threads add column goal_usage_seq integer not null default 0;
alter table threads add column stalled_because text;

-- A key stands outside of every text in a body: in a text, its quotes have a backslash before them.
update threads set goal_usage = last.usage, goal_usage_seq = last.seq
  from (
    select distinct on (items.thread_id) items.thread_id, seq,
        substring(body from '"goalUsage":(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})') as usage
      from items join threads on threads.thread_id = items.thread_id
      where kind = 'event' and call_id is null and seq > goal_seq and body like '%"type":"turnEnded"%' and body like '%"goalUsage":%'
      order by items.thread_id, seq desc
  ) as last
  where threads.thread_id = last.thread_id and last.usage is not null;
update threads set stalled_because = last.reason
  from (
    select distinct on (items.thread_id) items.thread_id, body like '%"type":"goalStalled"%' as is_stalled,
        substring(body from '"reason":("(?:[^"\\]|\\.)*")') as reason
      from items join threads on threads.thread_id = items.thread_id
      where kind = 'event' and call_id is null and seq > goal_seq
        and (body like '%"type":"goalStalled"%' or body like '%"type":"turnStarted"%')
      order by items.thread_id, seq desc
  ) as last
  where threads.thread_id = last.thread_id and last.is_stalled;
