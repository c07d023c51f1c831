-- The state of the workspace that a person accepted with this revision of a contract, as JSON; null for any other edit. It stands in
-- the contract's own row, so that one statement settles what a revision is.
alter table contracts add column accepted_state text;
