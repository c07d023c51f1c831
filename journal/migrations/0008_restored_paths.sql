-- Patterns of what a person wants put back to the accepted state with this revision of a contract, as JSON; null for any other edit.
-- In the contract's own row, as the accepted state is.
alter table contracts add column restored_paths text;
