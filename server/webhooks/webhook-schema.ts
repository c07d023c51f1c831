/** Webhooks as REST takes and shows them. */
import { z } from 'zod';
import { text } from '../../contracts/schema/text.ts';
import { EVENT_TYPES } from '../../journal/events/event-types.ts';
import type { Webhook } from '../../journal/rows/webhook.ts';
import { defined } from '../../objects/defined.ts';
import { listOf } from '../http/list-of.ts';

const MAX_URL_CHARACTERS = 2_000;

const url = text.min(1).max(MAX_URL_CHARACTERS).describe('Of the public internet, by HTTPS.');
const events = z
  .array(z.enum(EVENT_TYPES))
  .max(EVENT_TYPES.length)
  .transform((types) => [...new Set(types)])
  .describe('Empty: every type.');
const description = text.trim().max(500);

export const newWebhookBody = z
  .strictObject({ url, events: events.default([]), description: description.exactOptional() })
  .meta({
    examples: [{ url: 'https://hooks.example.org/goals', events: ['goal.completed', 'goal.blocked'] }],
  });

export const webhookPatchBody = z
  .strictObject({
    url,
    events,
    description: description.nullable(),
    status: z.enum(['enabled', 'disabled']),
  })
  .partial()
  .describe('What is sent is changed.');

export const webhookSchema = z
  .strictObject({
    webhookId: z.string(),
    url: z.string(),
    events: listOf(z.enum(EVENT_TYPES)).describe('Empty: every type.'),
    description: z.string().exactOptional(),
    callbackOf: z
      .strictObject({ threadId: z.string(), goalId: z.string() })
      .describe('It is the callback of this goal.')
      .exactOptional(),
    status: z.enum(['enabled', 'disabled']),
    statusReason: z
      .enum(['gone', 'failing', 'byCaller'])
      .describe(
        'Why it is disabled: the receiver said 410, took nothing for three days, or somebody said so.',
      )
      .exactOptional(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Webhook' });

const secret = z.string().describe('For verifying; it is not shown again.');

export const createdWebhookSchema = webhookSchema.extend({ secret }).meta({ id: 'CreatedWebhook' });

export const webhookListSchema = z
  .strictObject({
    webhooks: listOf(webhookSchema),
    nextCursor: z.string().nullable().describe('null: this was the last page.'),
  })
  .meta({ id: 'WebhookList' });

export const webhookReply = ({
  createdAt,
  updatedAt,
  ...webhook
}: Webhook): z.output<typeof webhookSchema> => {
  const { webhookId, url, events, description, callbackOf, status, statusReason } = webhook;
  return {
    ...{ webhookId, url, events, status },
    ...defined({ description, callbackOf, statusReason }),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
};
