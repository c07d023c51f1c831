import { defined } from '../../../objects/defined.ts';
import type { EventType } from '../../events/event-types.ts';
import type { DisabledBecause, Webhook, WebhookStatus } from '../../rows/webhook.ts';

export interface WebhookRow {
  readonly webhook_id: string;
  readonly tenant_id: string;
  readonly thread_id: string | null;
  readonly goal_id: string | null;
  readonly url: string;
  readonly description: string | null;
  readonly events: string;
  readonly status: WebhookStatus;
  readonly status_reason: DisabledBecause | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const NAMES = [
  ...['webhook_id', 'tenant_id', 'thread_id', 'goal_id', 'url', 'description', 'events', 'status'],
  ...['status_reason', 'created_at', 'updated_at'],
];

export const WEBHOOK_COLUMNS = NAMES.map((name) => `w.${name}`).join(', ');

export const toWebhook = (row: WebhookRow): Webhook => ({
  webhookId: row.webhook_id,
  tenantId: row.tenant_id,
  ...(row.thread_id !== null && row.goal_id !== null
    ? { callbackOf: { threadId: row.thread_id, goalId: row.goal_id } }
    : {}),
  url: row.url,
  events: JSON.parse(row.events) as EventType[],
  status: row.status,
  ...defined({ description: row.description ?? undefined, statusReason: row.status_reason ?? undefined }),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
