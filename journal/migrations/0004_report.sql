-- Events of a thread without its transcript: what a report goes through. A row's kind never changes, so this costs an
-- update nothing.
create index events_of_thread on items (thread_id, seq) where kind = 'event';
