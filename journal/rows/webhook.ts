/** Where events are sent, and by which secrets they are signed. */
import type { EventType } from '../events/event-types.ts';

export type WebhookStatus = 'enabled' | 'disabled';

/** `gone`: the receiver answered 410. `failing`: nothing was taken for days. `byCaller`: somebody said so. */
export type DisabledBecause = 'gone' | 'failing' | 'byCaller';

export interface Webhook {
  readonly webhookId: string;
  readonly tenantId: string;
  /** It is the callback of this goal. */
  readonly callbackOf?: { readonly threadId: string; readonly goalId: string };
  readonly url: string;
  readonly description?: string;
  /** Empty: every type. */
  readonly events: readonly EventType[];
  readonly status: WebhookStatus;
  readonly statusReason?: DisabledBecause;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewWebhook = Omit<Webhook, 'status' | 'statusReason' | 'createdAt' | 'updatedAt'> & {
  /** A callback has none: the tenant's own signs. */
  readonly secret?: string;
};

export interface WebhookPatch {
  readonly url?: string;
  /** `null` takes it away. */
  readonly description?: string | null;
  readonly events?: readonly EventType[];
  readonly status?: WebhookStatus;
}

/** What deliveries are signed by. */
export interface SigningSecrets {
  readonly secret: string;
  readonly old?: { readonly secret: string; readonly until: Date };
}

export interface NewSecret {
  readonly secret: string;
  /** The one before signs as well until then. */
  readonly oldUntil: Date;
}

/** The part of the journal that knows of webhooks. A webhook of another tenant is none. */
export interface Webhooks {
  saveWebhook(webhook: NewWebhook, now: Date): Promise<Webhook>;
  readWebhook(tenantId: string, webhookId: string): Promise<Webhook | undefined>;
  /** Newest first, from behind `cursor` on; no callbacks. */
  listWebhooks(tenantId: string, limit: number, cursor?: string): Promise<Webhook[]>;
  changeWebhook(
    tenantId: string,
    webhookId: string,
    patch: WebhookPatch,
    now: Date,
  ): Promise<Webhook | undefined>;
  /** Its deliveries go with it. `false`: there was none. */
  removeWebhook(tenantId: string, webhookId: string): Promise<boolean>;
  /** `false`: there is no such webhook, or it has no secret of its own. */
  rotateWebhookSecret(tenantId: string, webhookId: string, secret: NewSecret): Promise<boolean>;
  /** The tenant's own secret; the first one that is offered stays. */
  keepSigningSecret(tenantId: string, offered: string): Promise<SigningSecrets>;
  rotateSigningSecret(tenantId: string, secret: NewSecret): Promise<void>;
}
