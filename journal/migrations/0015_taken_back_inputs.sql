-- Set when the message was taken back while it was queued: nothing delivers it.
alter table inputs add column withdrawn_at timestamptz;
-- When its text was last replaced while it was queued.
alter table inputs add column edited_at timestamptz;
