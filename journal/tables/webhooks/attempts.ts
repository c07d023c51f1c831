/** Attempts at deliveries: what each needs, and what came of it. */
import { defined } from '../../../objects/defined.ts';
import type { AttemptBody, DeliveryAttempt, WebhookDeliveries } from '../../rows/webhook-delivery.ts';
import type { SqlClient } from '../../sql/sql.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, toDelivery } from './deliveries.ts';
import { toWebhook, WEBHOOK_COLUMNS, type WebhookRow } from './webhook-row.ts';
import { type SecretsRow, toSecrets } from './webhooks.ts';

interface AttemptRow {
  readonly delivery_id: string;
  readonly round: number;
  readonly attempt: number;
  readonly at: Date;
  readonly duration_ms: number;
  readonly http_status: number | null;
  readonly body: string;
}

const toAttempt = (row: AttemptRow): DeliveryAttempt => ({
  round: row.round,
  attempt: row.attempt,
  at: row.at,
  durationMs: row.duration_ms,
  ...defined({ httpStatus: row.http_status ?? undefined }),
  body: JSON.parse(row.body) as AttemptBody,
});

const ATTEMPT = 'delivery_id, round, attempt, at, duration_ms, http_status, body';

const READ_DUE = "where d.delivery_id = $1 and d.round = $2 and d.status = 'pending'";

/** The first record of an attempt counts; only then anything else changes. */
const RECORD = `
  with made as (
    insert into delivery_attempts (delivery_id, round, attempt, at, duration_ms, http_status, body)
    values ($1, $2, $3, $4::timestamptz, $5, $6, $7) on conflict do nothing returning delivery_id),
  settled as (
    update webhook_deliveries as d set status = $8, status_reason = $9, next_attempt_at = $10::timestamptz,
      ended_at = case when $8 = 'pending' then null else $4::timestamptz end
    from made where d.delivery_id = made.delivery_id and d.round = $2
    returning d.webhook_id)
  update webhooks as w set
    last_success_at = case when $8 = 'delivered' then $4::timestamptz else last_success_at end,
    status = case when $11::text is null then status else 'disabled' end,
    status_reason = coalesce($11::text, status_reason)
  from settled where w.webhook_id = settled.webhook_id and ($8 = 'delivered' or $11::text is not null)`;

type AttemptTables = Pick<
  WebhookDeliveries,
  'listAttempts' | 'readDueDelivery' | 'readAttempt' | 'recordAttempt' | 'endDelivery'
>;

export function createAttempts(client: SqlClient): AttemptTables {
  return {
    async listAttempts(deliveryIds) {
      const rows = await client.queryRepeatable<AttemptRow>(
        `select ${ATTEMPT} from delivery_attempts where delivery_id = any($1::text[])
         order by delivery_id, round, attempt`,
        [deliveryIds],
      );
      const ofDelivery = Map.groupBy(rows, (row) => row.delivery_id);
      return new Map([...ofDelivery].map(([deliveryId, each]) => [deliveryId, each.map(toAttempt)]));
    },

    async readDueDelivery(deliveryId, round) {
      const [row] = await client.queryRepeatable<DeliveryRow>(
        `select ${DELIVERY_COLUMNS} from webhook_deliveries as d ${READ_DUE}`,
        [deliveryId, round],
      );
      if (row === undefined) return undefined;
      type Joined = WebhookRow &
        Omit<SecretsRow, 'secret'> & { secret: string | null; last_success_at: Date | null };
      const [webhook] = await client.queryRepeatable<Joined>(
        `select ${WEBHOOK_COLUMNS}, w.secret, w.old_secret, w.old_until, w.last_success_at
         from webhooks as w where webhook_id = $1`,
        [row.webhook_id],
      );
      if (webhook === undefined) return undefined;
      const { secret, last_success_at: succeededAt } = webhook;
      return {
        delivery: toDelivery(row),
        webhook: toWebhook(webhook),
        ...(secret === null ? {} : { secrets: toSecrets({ ...webhook, secret }) }),
        hasSucceededSince: succeededAt !== null && succeededAt >= row.round_at,
      };
    },

    async readAttempt(deliveryId, round, attempt) {
      const [row] = await client.queryRepeatable<AttemptRow>(
        `select ${ATTEMPT} from delivery_attempts where delivery_id = $1 and round = $2 and attempt = $3`,
        [deliveryId, round, attempt],
      );
      return row && toAttempt(row);
    },

    async recordAttempt(deliveryId, attempt, { status, statusReason, nextAttemptAt, disables }) {
      await client.queryRepeatable(RECORD, [
        ...[deliveryId, attempt.round, attempt.attempt, attempt.at.toISOString()],
        ...[Math.round(attempt.durationMs), attempt.httpStatus ?? null, JSON.stringify(attempt.body)],
        ...[status, statusReason ?? null, nextAttemptAt?.toISOString() ?? null, disables ?? null],
      ]);
    },

    async endDelivery(deliveryId, round, because, now) {
      await client.queryRepeatable(
        `update webhook_deliveries set status = 'dead', status_reason = $3, next_attempt_at = null, ended_at = $4
         where delivery_id = $1 and round = $2 and status = 'pending'`,
        [deliveryId, round, because, now.toISOString()],
      );
    },
  };
}
