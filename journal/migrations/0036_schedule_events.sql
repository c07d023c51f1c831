-- What becomes of runs of schedules is told beside the changes of threads. It has no place in the record of a thread: thread_id has the
-- id of the run (or of the schedule, of runs that were missed), and seq tells the steps of the one apart.
alter table service_events add column schedule_id text collate "C";
