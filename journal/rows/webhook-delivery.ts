/** Deliveries of events to webhooks, and the attempts at each. */
import type { DisabledBecause, SigningSecrets, Webhook } from './webhook.ts';

export type DeliveryStatus = 'pending' | 'delivered' | 'dead';

/** `rejected`: attempts ended without success. `disabled`: the webhook was. */
export type DeadBecause = 'rejected' | 'disabled';

export interface WebhookDelivery {
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly type: string;
  readonly body: string;
  readonly status: DeliveryStatus;
  readonly statusReason?: DeadBecause;
  /** It rises each time that somebody asks for the delivery once more. */
  readonly round: number;
  readonly createdAt: Date;
  readonly roundAt: Date;
  readonly nextAttemptAt?: Date;
  readonly endedAt?: Date;
}

export interface DeliveryAttempt {
  readonly round: number;
  readonly attempt: number;
  readonly at: Date;
  readonly durationMs: number;
  /** Absent: the receiver did not answer. */
  readonly httpStatus?: number;
  readonly body: AttemptBody;
}

export interface AttemptBody {
  /** Why there was no answer. */
  readonly failure?: 'refusedAddress' | 'unknownHost' | 'connection' | 'tls' | 'timeout';
  readonly detail?: string;
  /** The first of the answer. */
  readonly answer?: string;
}

export type NewDelivery = Pick<WebhookDelivery, 'deliveryId' | 'webhookId' | 'eventId' | 'type' | 'body'> & {
  readonly tenantId: string;
  readonly threadId?: string;
};

export interface DueDelivery {
  readonly delivery: WebhookDelivery;
  readonly webhook: Webhook;
  /** Absent: it is a callback, and the tenant's own sign. */
  readonly secrets?: SigningSecrets;
  /** Some delivery to the webhook succeeded since the present round of this one began. */
  readonly hasSucceededSince: boolean;
}

/** What an attempt means for its delivery, and for its webhook. */
export interface AttemptOutcome {
  readonly status: DeliveryStatus;
  readonly statusReason?: DeadBecause;
  readonly nextAttemptAt?: Date;
  readonly disables?: Exclude<DisabledBecause, 'byCaller'>;
}

/** How long the oldest delivery that waits has waited; 0: none does. */
export interface DeliveryLag {
  /** Its next attempt is due, and nobody has made it. */
  readonly serviceMs: number;
  /** Its receiver did not take it, and it is tried again later. */
  readonly receiverMs: number;
}

/** The part of the journal that knows what was sent where. */
export interface WebhookDeliveries {
  saveDelivery(delivery: NewDelivery, now: Date): Promise<void>;
  /** Newest first, from behind `cursor` on. */
  listDeliveries(
    webhookId: string,
    limit: number,
    cursor?: string,
    status?: DeliveryStatus,
  ): Promise<WebhookDelivery[]>;
  readDelivery(webhookId: string, deliveryId: string): Promise<WebhookDelivery | undefined>;
  /** Those of each delivery, in their order. */
  listAttempts(deliveryIds: readonly string[]): Promise<ReadonlyMap<string, readonly DeliveryAttempt[]>>;
  /** Begins a new round; `false`: there is no such delivery, or one is pending. */
  redeliver(webhookId: string, deliveryId: string, now: Date): Promise<boolean>;
  /** Rounds that Temporal was not told of. */
  listUnsentRounds(limit: number): Promise<{ readonly deliveryId: string; readonly round: number }[]>;
  markRoundSent(deliveryId: string, round: number): Promise<void>;
  /** All that an attempt needs; `undefined`: the delivery is gone, ended, or in another round. */
  readDueDelivery(deliveryId: string, round: number): Promise<DueDelivery | undefined>;
  /** That attempt, when it was made before. */
  readAttempt(deliveryId: string, round: number, attempt: number): Promise<DeliveryAttempt | undefined>;
  /** The first record of an attempt stays. */
  recordAttempt(deliveryId: string, attempt: DeliveryAttempt, outcome: AttemptOutcome): Promise<void>;
  /** The delivery ends without an attempt. */
  endDelivery(deliveryId: string, round: number, because: DeadBecause, now: Date): Promise<void>;
  readDeliveryLag(now: Date): Promise<DeliveryLag>;
}
