/** How long deliveries have waited that wait now. */
import type { DeliveryLag, WebhookDeliveries } from '../../rows/webhook-delivery.ts';
import type { SqlClient } from '../../sql/sql.ts';

/** An event without its place has no deliveries yet: it waits for the service as well. */
const READ = `
  select
    (select min(next_attempt_at) from webhook_deliveries where status = 'pending' and next_attempt_at <= $1::timestamptz) as due,
    (select min(at) from service_events where position is null) as unplaced,
    (select min(round_at) from webhook_deliveries where status = 'pending' and next_attempt_at > $1::timestamptz) as tried`;

interface Row {
  readonly due: Date | null;
  readonly unplaced: Date | null;
  readonly tried: Date | null;
}

export function createDeliveryLag(client: SqlClient): Pick<WebhookDeliveries, 'readDeliveryLag'> {
  return {
    async readDeliveryLag(now): Promise<DeliveryLag> {
      const [row] = await client.queryRepeatable<Row>(READ, [now.toISOString()]);
      const ageMs = (since: Date | null | undefined): number =>
        since ? Math.max(0, now.getTime() - since.getTime()) : 0;
      return {
        serviceMs: Math.max(ageMs(row?.due), ageMs(row?.unplaced)),
        receiverMs: ageMs(row?.tried),
      };
    },
  };
}
