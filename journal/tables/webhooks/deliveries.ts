/** What was sent where: for readers, and for who begins the rounds. */
import { defined } from '../../../objects/defined.ts';
import type {
  DeadBecause,
  DeliveryStatus,
  WebhookDeliveries,
  WebhookDelivery,
} from '../../rows/webhook-delivery.ts';
import type { SqlClient } from '../../sql/sql.ts';

export interface DeliveryRow {
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly body: string;
  readonly status: DeliveryStatus;
  readonly status_reason: DeadBecause | null;
  readonly round: number;
  readonly created_at: Date;
  readonly round_at: Date;
  readonly next_attempt_at: Date | null;
  readonly ended_at: Date | null;
}

const NAMES = [
  ...['delivery_id', 'webhook_id', 'event_id', 'type', 'body', 'status', 'status_reason', 'round'],
  ...['created_at', 'round_at', 'next_attempt_at', 'ended_at'],
];

export const DELIVERY_COLUMNS = NAMES.map((name) => `d.${name}`).join(', ');

export const toDelivery = (row: DeliveryRow): WebhookDelivery => ({
  deliveryId: row.delivery_id,
  webhookId: row.webhook_id,
  eventId: row.event_id,
  type: row.type,
  body: row.body,
  status: row.status,
  round: row.round,
  createdAt: row.created_at,
  roundAt: row.round_at,
  ...defined({
    statusReason: row.status_reason ?? undefined,
    nextAttemptAt: row.next_attempt_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  }),
});

export const INSERT_DELIVERY = `
  insert into webhook_deliveries (delivery_id, webhook_id, tenant_id, thread_id, event_id, type, body, status,
    round, created_at, round_at, next_attempt_at)
  select given.*, 'pending', 1, $8::timestamptz, $8::timestamptz, $8::timestamptz from unnest(
    $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as given
  on conflict do nothing`;

type DeliveryReads = Pick<
  WebhookDeliveries,
  'saveDelivery' | 'listDeliveries' | 'readDelivery' | 'redeliver' | 'listUnsentRounds' | 'markRoundSent'
>;

export function createDeliveries(client: SqlClient): DeliveryReads {
  return {
    async saveDelivery({ deliveryId, webhookId, tenantId, threadId, eventId, type, body }, now) {
      const columns = [deliveryId, webhookId, tenantId, threadId ?? null, eventId, type, body].map((each) => [
        each,
      ]);
      await client.queryRepeatable(INSERT_DELIVERY, [...columns, now.toISOString()]);
    },

    async listDeliveries(webhookId, limit, cursor, status) {
      const rows = await client.queryRepeatable<DeliveryRow>(
        `select ${DELIVERY_COLUMNS} from webhook_deliveries as d
         where webhook_id = $1 and ($2::text is null or delivery_id < $2) and ($3::text is null or status = $3)
         order by delivery_id desc limit $4`,
        [webhookId, cursor ?? null, status ?? null, limit],
      );
      return rows.map(toDelivery);
    },

    async readDelivery(webhookId, deliveryId) {
      const [row] = await client.queryRepeatable<DeliveryRow>(
        `select ${DELIVERY_COLUMNS} from webhook_deliveries as d where delivery_id = $2 and webhook_id = $1`,
        [webhookId, deliveryId],
      );
      return row && toDelivery(row);
    },

    async redeliver(webhookId, deliveryId, now) {
      const rows = await client.query(
        `update webhook_deliveries set status = 'pending', status_reason = null, round = round + 1,
           round_at = $3, next_attempt_at = $3, ended_at = null
         where webhook_id = $1 and delivery_id = $2 and status <> 'pending' returning delivery_id`,
        [webhookId, deliveryId, now.toISOString()],
      );
      return rows.length > 0;
    },

    async listUnsentRounds(limit) {
      const rows = await client.queryRepeatable<{ delivery_id: string; round: number }>(
        `select delivery_id, round from webhook_deliveries where sent_round < round order by created_at limit $1`,
        [limit],
      );
      return rows.map(({ delivery_id: deliveryId, round }) => ({ deliveryId, round }));
    },

    async markRoundSent(deliveryId, round) {
      await client.queryRepeatable(
        'update webhook_deliveries set sent_round = $2 where delivery_id = $1 and sent_round < $2',
        [deliveryId, round],
      );
    },
  };
}
