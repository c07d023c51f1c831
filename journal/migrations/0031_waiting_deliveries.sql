-- Figures ask again and again how long deliveries have waited; those that have ended are many more.
create index webhook_deliveries_waiting on webhook_deliveries (next_attempt_at) where status = 'pending';
