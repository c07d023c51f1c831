/** Where events are sent. Times are the caller's. */
import type { NewSecret, SigningSecrets, Webhooks } from '../../rows/webhook.ts';
import type { SqlClient } from '../../sql/sql.ts';
import { toWebhook, WEBHOOK_COLUMNS, type WebhookRow } from './webhook-row.ts';

const SAVE = `
  insert into webhooks as w (webhook_id, tenant_id, thread_id, goal_id, url, description, events, secret,
    status, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, 'enabled', $9, $9)
  on conflict (webhook_id) do update set webhook_id = w.webhook_id
  returning ${WEBHOOK_COLUMNS}`;

/** Who asks again gets the same: what is not given stays. */
const CHANGE = `
  update webhooks as w set
    url = coalesce($3::text, url),
    description = case when $4::integer = 1 then $5::text else description end,
    events = coalesce($6::text, events),
    status = coalesce($7::text, status),
    status_reason = case $7::text when 'enabled' then null when 'disabled' then 'byCaller' else status_reason end,
    updated_at = $8::timestamptz
  where tenant_id = $1 and webhook_id = $2
  returning ${WEBHOOK_COLUMNS}`;

const REMOVE = `
  with gone as (delete from webhooks where tenant_id = $1 and webhook_id = $2 returning webhook_id),
  sent as (
    delete from webhook_deliveries using gone
    where webhook_deliveries.webhook_id = gone.webhook_id
    returning delivery_id),
  attempts as (
    delete from delivery_attempts using sent where delivery_attempts.delivery_id = sent.delivery_id)
  select webhook_id from gone`;

/** A rotation that is asked for again changes nothing: the new secret is not its own predecessor. */
const ROTATED = `old_secret = case when secret = $3 then old_secret else secret end,
    old_until = case when secret = $3 then old_until else $4::timestamptz end, secret = $3`;

export function createWebhooks(client: SqlClient): Webhooks {
  const one = async (text: string, params: Parameters<SqlClient['query']>[1]) => {
    const [row] = await client.queryRepeatable<WebhookRow>(text, params);
    return row && toWebhook(row);
  };

  return {
    async saveWebhook({ webhookId, tenantId, callbackOf, url, description, events, secret }, now) {
      const saved = await one(SAVE, [
        ...[webhookId, tenantId, callbackOf?.threadId ?? null, callbackOf?.goalId ?? null, url],
        ...[description ?? null, JSON.stringify(events), secret ?? null, now.toISOString()],
      ]);
      if (saved === undefined) throw new Error(`webhook ${webhookId} was not saved`);
      return saved;
    },

    readWebhook: (tenantId, webhookId) =>
      one(`select ${WEBHOOK_COLUMNS} from webhooks as w where tenant_id = $1 and webhook_id = $2`, [
        tenantId,
        webhookId,
      ]),

    async listWebhooks(tenantId, limit, cursor) {
      const rows = await client.queryRepeatable<WebhookRow>(
        `select ${WEBHOOK_COLUMNS} from webhooks as w
         where tenant_id = $1 and ($2::text is null or webhook_id < $2)
           and goal_id is null
         order by webhook_id desc limit $3`,
        [tenantId, cursor ?? null, limit],
      );
      return rows.map(toWebhook);
    },

    changeWebhook: (tenantId, webhookId, { url, description, events, status }, now) =>
      one(CHANGE, [
        ...[tenantId, webhookId, url ?? null, description === undefined ? 0 : 1, description ?? null],
        ...[events === undefined ? null : JSON.stringify(events), status ?? null, now.toISOString()],
      ]),

    async removeWebhook(tenantId, webhookId) {
      return (await client.query(REMOVE, [tenantId, webhookId])).length > 0;
    },

    async rotateWebhookSecret(tenantId, webhookId, { secret, oldUntil }) {
      const rows = await client.queryRepeatable(
        `update webhooks set ${ROTATED} where tenant_id = $1 and webhook_id = $2 and secret is not null returning webhook_id`,
        [tenantId, webhookId, secret, oldUntil.toISOString()],
      );
      return rows.length > 0;
    },

    ...signingSecrets(client),
  };
}

export interface SecretsRow {
  readonly secret: string;
  readonly old_secret: string | null;
  readonly old_until: Date | null;
}

export const toSecrets = ({ secret, old_secret: old, old_until: until }: SecretsRow): SigningSecrets => ({
  secret,
  ...(old !== null && until !== null ? { old: { secret: old, until } } : {}),
});

const READ_SECRET = 'select secret, old_secret, old_until from signing_secrets where tenant_id = $1';

function signingSecrets(client: SqlClient): Pick<Webhooks, 'keepSigningSecret' | 'rotateSigningSecret'> {
  return {
    async keepSigningSecret(tenantId, offered) {
      const read = async () => (await client.queryRepeatable<SecretsRow>(READ_SECRET, [tenantId]))[0];
      const known = await read();
      if (known !== undefined) return toSecrets(known);
      await client.queryRepeatable(
        'insert into signing_secrets (tenant_id, secret) values ($1, $2) on conflict do nothing',
        [tenantId, offered],
      );
      const kept = await read();
      if (kept === undefined) throw new Error('the signing secret was not kept');
      return toSecrets(kept);
    },

    async rotateSigningSecret(tenantId, { secret, oldUntil }: NewSecret) {
      await client.queryRepeatable(
        `insert into signing_secrets as s (tenant_id, secret) values ($1, $2)
         on conflict (tenant_id) do update set
           old_secret = case when s.secret = $2 then s.old_secret else s.secret end,
           old_until = case when s.secret = $2 then s.old_until else $3::timestamptz end, secret = $2`,
        [tenantId, secret, oldUntil.toISOString()],
      );
    },
  };
}
