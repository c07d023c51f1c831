/** Deliveries as REST shows them. */
import { z } from 'zod';
import type { DeliveryAttempt, WebhookDelivery } from '../../journal/rows/webhook-delivery.ts';
import { defined } from '../../objects/defined.ts';
import { webhookPayloadSchema } from '../events/service-event-schema.ts';
import { listOf } from '../http/list-of.ts';

const attemptSchema = z
  .strictObject({
    round: z.int().describe('It rises each time that the delivery is asked for again.'),
    attempt: z.int(),
    at: z.iso.datetime(),
    durationMs: z.int(),
    httpStatus: z.int().describe('Absent: there was no answer.').exactOptional(),
    failure: z
      .enum(['refusedAddress', 'unknownHost', 'connection', 'tls', 'timeout'])
      .describe('Why there was no answer.')
      .exactOptional(),
    detail: z.string().exactOptional(),
    answer: z.string().describe('The first of the answer, at most 1 KiB.').exactOptional(),
  })
  .meta({ id: 'DeliveryAttempt' });

export const deliverySchema = z
  .strictObject({
    deliveryId: z.string(),
    eventId: z.string().describe('The `webhook-id` of every attempt.'),
    type: z.string(),
    status: z.enum(['pending', 'delivered', 'dead']),
    statusReason: z
      .enum(['rejected', 'disabled'])
      .describe('Why it is dead: no attempt succeeded, or the webhook was disabled meanwhile.')
      .exactOptional(),
    createdAt: z.iso.datetime(),
    nextAttemptAt: z.iso.datetime().exactOptional(),
    endedAt: z.iso.datetime().exactOptional(),
    attempts: listOf(attemptSchema).describe('The last 50, oldest first.'),
    payload: webhookPayloadSchema,
  })
  .meta({ id: 'Delivery' });

export const deliveryListSchema = z
  .strictObject({
    deliveries: listOf(deliverySchema),
    nextCursor: z.string().nullable().describe('null: this was the last page.'),
  })
  .meta({ id: 'DeliveryList' });

const MAX_SHOWN_ATTEMPTS = 50;

export function deliveryReply(
  delivery: WebhookDelivery,
  attempts: readonly DeliveryAttempt[] = [],
): z.output<typeof deliverySchema> {
  const { deliveryId, eventId, type, status, statusReason, body } = delivery;
  return {
    ...{ deliveryId, eventId, type, status },
    ...defined({ statusReason }),
    createdAt: delivery.createdAt.toISOString(),
    ...defined({
      nextAttemptAt: delivery.nextAttemptAt?.toISOString(),
      endedAt: delivery.endedAt?.toISOString(),
    }),
    attempts: attempts.slice(-MAX_SHOWN_ATTEMPTS).map(attemptReply),
    payload: JSON.parse(body) as z.output<typeof webhookPayloadSchema>,
  };
}

const attemptReply = ({ round, attempt, at, durationMs, httpStatus, body }: DeliveryAttempt) => ({
  ...{ round, attempt, at: at.toISOString(), durationMs },
  ...defined({ httpStatus }),
  ...body,
});
