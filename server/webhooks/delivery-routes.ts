/** What was sent to a webhook: read, asked for again, and tried out. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { TEST_EVENT_TYPE } from '../../journal/events/event-types.ts';
import type { TestPayload } from '../../journal/events/payload.ts';
import type { WebhookDelivery } from '../../journal/rows/webhook-delivery.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { notFound, ProblemError } from '../http/problem.ts';
import { jsonReply, keyReused, problemReply, problemSchema, readProblems } from '../http/replies.ts';
import { idempotencyHeaders } from '../http/request-id.ts';
import { ID_CHARACTERS } from '../lookup/find-thread.ts';
import { idPageFields, nextCursorOf } from '../lookup/id-page.ts';
import { deliveryListSchema, deliveryReply, deliverySchema } from './delivery-schema.ts';
import { findWebhook, requireEnabled, webhookParams } from './find-webhook.ts';

const page = z.strictObject({
  ...idPageFields('dlv'),
  status: z.enum(['pending', 'delivered', 'dead']).exactOptional(),
});

const deliveryParams = webhookParams.extend({ deliveryId: z.string().min(1).max(100) });

const sendReplies = {
  202: jsonReply('The delivery; attempts follow.', deliverySchema),
  ...readProblems,
  ...keyReused,
  409: problemReply('The webhook is disabled, or the delivery pending.', problemSchema),
};

export const deliveryRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal } = dependencies;
    const path = '/webhooks/:webhookId/deliveries';

    const find = async (webhookId: string, deliveryId: string): Promise<WebhookDelivery> => {
      const isId = ID_CHARACTERS.test(deliveryId);
      const delivery = isId ? await journal.readDelivery(webhookId, deliveryId) : undefined;
      if (delivery === undefined) throw notFound('delivery of this webhook');
      return delivery;
    };
    const shown = async (delivery: WebhookDelivery) =>
      deliveryReply(delivery, (await journal.listAttempts([delivery.deliveryId])).get(delivery.deliveryId));

    const list = {
      operationId: 'listDeliveries',
      summary: 'What was sent to a webhook, the newest first.',
      tags: ['events'],
      params: webhookParams,
      querystring: page,
      response: { 200: jsonReply('A page of it.', deliveryListSchema), ...readProblems },
    };
    app.get(path, { schema: list }, async ({ params, query, principal }) => {
      const { webhookId } = await findWebhook(dependencies, principal, params.webhookId);
      const deliveries = await journal.listDeliveries(webhookId, query.limit, query.cursor, query.status);
      const attempts = await journal.listAttempts(deliveries.map(({ deliveryId }) => deliveryId));
      return {
        deliveries: deliveries.map((each) => deliveryReply(each, attempts.get(each.deliveryId))),
        nextCursor: nextCursorOf(deliveries, query.limit, ({ deliveryId }) => deliveryId),
      };
    });

    const read = {
      operationId: 'getDelivery',
      summary: 'One delivery, with its attempts.',
      tags: ['events'],
      params: deliveryParams,
      response: { 200: jsonReply('The delivery.', deliverySchema), ...readProblems },
    };
    app.get(`${path}/:deliveryId`, { schema: read }, async ({ params, principal }) => {
      const { webhookId } = await findWebhook(dependencies, principal, params.webhookId);
      return shown(await find(webhookId, params.deliveryId));
    });

    app.post(
      `${path}/:deliveryId/redeliver`,
      {
        schema: {
          operationId: 'redeliver',
          summary: 'Sends an event once more, with attempts for another three days.',
          tags: ['events'],
          description: 'The `webhook-id` stays, so that a receiver knows what it has seen.',
          params: deliveryParams,
          headers: idempotencyHeaders,
          response: sendReplies,
        },
      },
      async ({ params, principal }, reply) => {
        const webhook = await findWebhook(dependencies, principal, params.webhookId);
        const { deliveryId } = await find(webhook.webhookId, params.deliveryId);
        requireEnabled(webhook);
        if (!(await journal.redeliver(webhook.webhookId, deliveryId, new Date())))
          throw new ProblemError({
            status: 409,
            code: 'deliveryPending',
            title: 'The delivery is pending',
            detail: 'Its next attempt comes by itself; `nextAttemptAt` says when.',
          });
        return reply.code(202).send(await shown(await find(webhook.webhookId, deliveryId)));
      },
    );

    app.post(
      '/webhooks/:webhookId/test',
      {
        schema: {
          operationId: 'testWebhook',
          summary: `Sends an event of type ${TEST_EVENT_TYPE}.`,
          tags: ['events'],
          params: webhookParams,
          headers: idempotencyHeaders,
          response: sendReplies,
        },
      },
      async ({ params, principal }, reply) => {
        const webhook = await findWebhook(dependencies, principal, params.webhookId);
        requireEnabled(webhook);
        const { webhookId, tenantId } = webhook;
        const now = new Date();
        const payload: TestPayload = {
          type: TEST_EVENT_TYPE,
          timestamp: now.toISOString(),
          data: { webhookId },
        };
        const deliveryId = `dlv_${uuidv7()}`;
        const event = { eventId: `evt_${uuidv7()}`, type: payload.type, body: JSON.stringify(payload) };
        await journal.saveDelivery({ deliveryId, webhookId, tenantId, ...event }, now);
        return reply.code(202).send(await shown(await find(webhookId, deliveryId)));
      },
    );
  };
