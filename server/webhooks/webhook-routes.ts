/** Webhooks: where events of a tenant are sent. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { newSigningSecret } from '../../contracts/webhook/signing-secret.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { notFound, ProblemError } from '../http/problem.ts';
import {
  bodyProblems,
  jsonReply,
  keyProblems,
  keyReused,
  plainProblems,
  problemReply,
  problemSchema,
  readProblems,
} from '../http/replies.ts';
import { idempotencyHeaders } from '../http/request-id.ts';
import { idPageFields, nextCursorOf } from '../lookup/id-page.ts';
import { requireWebhookUrl } from '../lookup/webhook-address.ts';
import { findWebhook, webhookParams } from './find-webhook.ts';
import {
  createdWebhookSchema,
  newWebhookBody,
  webhookListSchema,
  webhookPatchBody,
  webhookReply,
  webhookSchema,
} from './webhook-schema.ts';

/** Each change of a thread is sent to all of them. */
const MAX_WEBHOOKS = 100;

const page = z.strictObject(idPageFields('wh'));

export const webhookRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal } = dependencies;
    const one = '/webhooks/:webhookId';

    app.post(
      '/webhooks',
      {
        schema: {
          operationId: 'createWebhook',
          summary: 'Has events sent to an address.',
          tags: ['events'],
          description: 'The reply shows the secret that deliveries are signed by; no other reply does.',
          headers: idempotencyHeaders,
          body: newWebhookBody,
          response: {
            201: jsonReply('The webhook, with its secret.', createdWebhookSchema),
            ...plainProblems,
            ...bodyProblems,
            ...keyReused,
            409: problemReply(
              'There are too many webhooks, or the first request under the key is not answered yet.',
              problemSchema,
            ),
          },
        },
      },
      async ({ body, principal }, reply) => {
        const { tenantId } = principal;
        requireWebhookUrl(dependencies, body.url, 'url');
        if ((await journal.listWebhooks(tenantId, MAX_WEBHOOKS)).length === MAX_WEBHOOKS)
          throw new ProblemError({
            status: 409,
            code: 'tooManyWebhooks',
            title: `There are ${MAX_WEBHOOKS} webhooks already`,
          });
        const secret = newSigningSecret();
        const { url, events, description } = body;
        const webhook = await journal.saveWebhook(
          { webhookId: `wh_${uuidv7()}`, tenantId, url, events, secret, ...defined({ description }) },
          new Date(),
        );
        reply
          .code(201)
          .headers({ location: `/v1/webhooks/${webhook.webhookId}`, 'cache-control': 'no-store' });
        return { ...webhookReply(webhook), secret };
      },
    );

    const list = {
      operationId: 'listWebhooks',
      summary: 'Lists webhooks, the newest first; callbacks are not among them.',
      tags: ['events'],
      querystring: page,
      response: { 200: jsonReply('A page of them.', webhookListSchema), ...plainProblems },
    };
    app.get('/webhooks', { schema: list }, async ({ query, principal }) => {
      const { limit, cursor } = query;
      const webhooks = await journal.listWebhooks(principal.tenantId, limit, cursor);
      const nextCursor = nextCursorOf(webhooks, limit, ({ webhookId }) => webhookId);
      return { webhooks: webhooks.map(webhookReply), nextCursor };
    });

    const read = {
      operationId: 'getWebhook',
      summary: 'A webhook: what it is sent, and whether it is.',
      tags: ['events'],
      params: webhookParams,
      response: { 200: jsonReply('The webhook.', webhookSchema), ...readProblems },
    };
    app.get(one, { schema: read }, async ({ params, principal }) =>
      webhookReply(await findWebhook(dependencies, principal, params.webhookId)),
    );

    app.patch(
      one,
      {
        schema: {
          operationId: 'editWebhook',
          summary: 'Changes a webhook, or enables it again.',
          tags: ['events'],
          params: webhookParams,
          headers: idempotencyHeaders,
          body: webhookPatchBody,
          response: {
            200: jsonReply('The webhook.', webhookSchema),
            ...readProblems,
            ...bodyProblems,
            ...keyProblems,
          },
        },
      },
      async ({ params, body, principal }) => {
        const { webhookId } = await findWebhook(dependencies, principal, params.webhookId);
        if (body.url !== undefined) requireWebhookUrl(dependencies, body.url, 'url');
        const changed = await journal.changeWebhook(principal.tenantId, webhookId, defined(body), new Date());
        if (changed === undefined) throw notFound('webhook');
        return webhookReply(changed);
      },
    );

    app.delete(
      one,
      {
        schema: {
          operationId: 'deleteWebhook',
          summary: 'Removes a webhook, and what was sent to it.',
          tags: ['events'],
          params: webhookParams,
          response: { 200: jsonReply('The webhook as it was.', webhookSchema), ...readProblems },
        },
      },
      async ({ params, principal }) => {
        const webhook = await findWebhook(dependencies, principal, params.webhookId);
        await journal.removeWebhook(principal.tenantId, webhook.webhookId);
        return webhookReply(webhook);
      },
    );
  };
