/** Secrets that deliveries are signed by: a webhook's, and the tenant's own, which signs callbacks. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { newSigningSecret } from '../../contracts/webhook/signing-secret.ts';
import type { SigningSecrets } from '../../journal/rows/webhook.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError } from '../http/problem.ts';
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
import { findWebhook, webhookParams } from './find-webhook.ts';

const DAY_S = 86_400;

const rotateBody = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(7 * DAY_S)
      .describe('So long deliveries are signed by the secret before as well.')
      .default(DAY_S),
  })
  .nullable()
  .transform((body) => body ?? { overlapSeconds: DAY_S });

const secretSchema = z
  .strictObject({
    secret: z.string(),
    oldSecretUntil: z.iso.datetime().describe('Until then the one before signs as well.').exactOptional(),
  })
  .meta({ id: 'SigningSecret' });

/** No cache on the way keeps a secret. */
const NOT_KEPT = { 'cache-control': 'no-store' };

const secretReply = ({ secret, old }: SigningSecrets): z.output<typeof secretSchema> => ({
  secret,
  ...(old === undefined ? {} : { oldSecretUntil: old.until.toISOString() }),
});

export const secretRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal } = dependencies;
    const ofTenant = '/webhooks/signing-secret';

    app.post(
      '/webhooks/:webhookId/rotate-secret',
      {
        schema: {
          operationId: 'rotateWebhookSecret',
          summary: "Takes a new secret for a webhook's deliveries.",
          tags: ['events'],
          description: 'While the rotation lasts, deliveries carry two signatures.',
          params: webhookParams,
          headers: idempotencyHeaders,
          body: rotateBody,
          response: {
            200: jsonReply('The new secret; it is not shown again.', secretSchema),
            ...readProblems,
            ...bodyProblems,
            ...keyReused,
            409: problemReply("A callback has no secret: the tenant's own signs.", problemSchema),
          },
        },
      },
      async ({ params, body, principal }, reply) => {
        const { webhookId } = await findWebhook(dependencies, principal, params.webhookId);
        const secret = newSigningSecret();
        const until = untilOf(body.overlapSeconds);
        if (!(await journal.rotateWebhookSecret(principal.tenantId, webhookId, { secret, oldUntil: until })))
          throw new ProblemError({
            status: 409,
            code: 'noSecret',
            title: 'The webhook has no secret of its own',
            detail: 'POST /v1/webhooks/signing-secret/rotate rotates the one that signs callbacks.',
          });
        reply.headers(NOT_KEPT);
        return { secret, oldSecretUntil: until.toISOString() };
      },
    );

    const read = {
      operationId: 'getSigningSecret',
      summary: "The tenant's own secret, which signs the callbacks of goals.",
      tags: ['events'],
      description: 'It is made when it is first asked for.',
      response: { 200: jsonReply('The secret.', secretSchema), ...plainProblems },
    };
    app.get(ofTenant, { schema: read }, async ({ principal }, reply) => {
      reply.headers(NOT_KEPT);
      return secretReply(await journal.keepSigningSecret(principal.tenantId, newSigningSecret()));
    });

    app.post(
      `${ofTenant}/rotate`,
      {
        schema: {
          operationId: 'rotateSigningSecret',
          summary: "Takes a new secret for the tenant's callbacks.",
          tags: ['events'],
          headers: idempotencyHeaders,
          body: rotateBody,
          response: {
            200: jsonReply('The new secret.', secretSchema),
            ...plainProblems,
            ...bodyProblems,
            ...keyProblems,
          },
        },
      },
      async ({ body, principal }, reply) => {
        const secret = newSigningSecret();
        const oldUntil = untilOf(body.overlapSeconds);
        await journal.rotateSigningSecret(principal.tenantId, { secret, oldUntil });
        reply.headers(NOT_KEPT);
        return secretReply(await journal.keepSigningSecret(principal.tenantId, secret));
      },
    );
  };

const untilOf = (overlapSeconds: number): Date => new Date(Date.now() + overlapSeconds * 1_000);
