/** Lets go of events that were told long ago, and of deliveries that ended long ago. */
import type { ServiceEvents } from '../../rows/service-event.ts';
import type { SqlClient } from '../../sql/sql.ts';

/** No statement takes more at once: others wait for its locks. */
const BATCH = 5_000;

const EVENTS = `
  delete from service_events where (thread_id, seq) in (
    select thread_id, seq from service_events where position is not null and at < $1::timestamptz limit ${BATCH})
  returning 1 as one`;

/** What is pending has not ended, however old it is. */
const DELIVERIES = `
  with gone as (
    delete from webhook_deliveries where delivery_id in (
      select delivery_id from webhook_deliveries where status <> 'pending' and ended_at < $1::timestamptz limit ${BATCH})
    returning delivery_id),
  attempts as (delete from delivery_attempts using gone where delivery_attempts.delivery_id = gone.delivery_id)
  select 1 as one from gone`;

export function createEventSweep(client: SqlClient): Pick<ServiceEvents, 'sweepEvents'> {
  return {
    async sweepEvents(before) {
      for (const sql of [EVENTS, DELIVERIES]) {
        let gone = BATCH;
        while (gone === BATCH) gone = (await client.query(sql, [before.toISOString()])).length;
      }
    },
  };
}
