-- When somebody last set a goal of the thread going, which its record may not say yet.
alter table threads add column goal_started_at timestamptz;
create index threads_by_goal_start on threads (tenant_id, goal_started_at);
