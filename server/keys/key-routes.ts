/**
 * The keys of a tenant: made, listed, rotated, revoked. These routes take no `Idempotency-Key`: the reply
 * would be kept, and with it the secret.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ApiKeyRow } from '../../journal/rows/api-key.ts';
import { defined } from '../../objects/defined.ts';
import { makeKey } from '../access/api-key.ts';
import { KEY_NAME_FORM } from '../access/configured-keys.ts';
import { SCOPES } from '../access/scopes.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { invalid, notFound, ProblemError } from '../http/problem.ts';
import {
  bodyProblems,
  jsonReply,
  plainProblems,
  problemReply,
  problemSchema,
  readProblems,
} from '../http/replies.ts';
import { ID_CHARACTERS } from '../lookup/find-thread.ts';
import { idPageFields, nextCursorOf } from '../lookup/id-page.ts';
import { keyReply, statusOf } from './key-reply.ts';
import { keyListSchema, keySchema, keyWithSecretSchema } from './key-schema.ts';

const LONGEST_OVERLAP_SECONDS = 30 * 24 * 60 * 60;

const createBody = z.strictObject({
  name: z
    .string()
    .regex(KEY_NAME_FORM, 'must have up to 60 letters, digits, spaces and . _ @ -')
    .describe('For people, to tell keys apart.'),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1)
    .max(SCOPES.length)
    .describe('Each holds those before it: read, write, admin.'),
  expiresAt: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], {
      error:
        'must be a time with its zone (2027-12-31T18:00:00Z), or the last day of the key (2027-12-31, in UTC)',
    })
    .describe('A time, or the last day (UTC) on which it is taken. Left out: it does not end.')
    .exactOptional(),
});

const rotateBody = z.strictObject({
  overlapSeconds: z
    .int()
    .min(0)
    .max(LONGEST_OVERLAP_SECONDS)
    .describe('So long the secret before is taken as well; 0: no longer from now on.'),
});

const page = z.strictObject(idPageFields('key'));

const keyParams = z.object({ keyId: z.string().min(1).max(100) });

const overProblem = { 409: problemReply('The key is over.', problemSchema) };

export const keyRoutes =
  ({ journal }: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const find = async (tenantId: string, keyId: string): Promise<ApiKeyRow> => {
      const key = ID_CHARACTERS.test(keyId) ? await journal.readApiKey(tenantId, keyId) : undefined;
      if (key === undefined) throw notFound('key');
      return key;
    };

    const create = {
      operationId: 'createKey',
      summary: 'Makes a key of your tenant.',
      tags: ['keys'],
      description: 'The secret is in this reply and nowhere else.',
      body: createBody,
      response: {
        201: jsonReply('The key, with its secret.', keyWithSecretSchema),
        ...plainProblems,
        ...bodyProblems,
      },
    };
    app.post('/keys', { schema: create }, async ({ body, principal }, reply) => {
      const expiresAt = endOf(body.expiresAt);
      if (expiresAt !== undefined && expiresAt.getTime() <= Date.now())
        throw invalid([{ field: 'expiresAt', message: 'must be in the future' }]);
      const { secret, prefix, sha256 } = makeKey();
      const key = await journal.createApiKey({
        keyId: `key_${uuidv7()}`,
        tenantId: principal.tenantId,
        name: body.name,
        scopes: SCOPES.filter((scope) => body.scopes.includes(scope)),
        ...{ prefix, sha256 },
        createdBy: principal.keyId,
        ...defined({ expiresAt }),
      });
      reply.code(201).header('location', `/v1/keys/${key.keyId}`).header('cache-control', 'no-store');
      return { ...keyReply(key, Date.now()), secret };
    });

    const list = {
      operationId: 'listKeys',
      summary: 'Lists the keys of your tenant, the newest first; also those that are over.',
      tags: ['keys'],
      querystring: page,
      response: { 200: jsonReply('A page of them.', keyListSchema), ...plainProblems },
    };
    app.get('/keys', { schema: list }, async ({ query, principal }) => {
      const rows = await journal.listApiKeys(principal.tenantId, query.limit, query.cursor);
      const nextCursor = nextCursorOf(rows, query.limit, ({ keyId }) => keyId);
      return { keys: rows.map((row) => keyReply(row, Date.now())), nextCursor };
    });

    const read = {
      operationId: 'getKey',
      summary: 'A key, without its secret.',
      tags: ['keys'],
      params: keyParams,
      response: { 200: jsonReply('The key.', keySchema), ...readProblems },
    };
    app.get('/keys/:keyId', { schema: read }, async ({ params, principal }) =>
      keyReply(await find(principal.tenantId, params.keyId), Date.now()),
    );

    const revoke = {
      operationId: 'revokeKey',
      summary: 'Revokes a key: it is taken no longer from now on.',
      tags: ['keys'],
      params: keyParams,
      response: {
        200: jsonReply('The key; one that was revoked before stays as it is.', keySchema),
        ...readProblems,
      },
    };
    app.delete('/keys/:keyId', { schema: revoke }, async ({ params, principal: { tenantId } }) => {
      const { keyId } = await find(tenantId, params.keyId);
      const revoked = await journal.revokeApiKey(tenantId, keyId, new Date());
      if (revoked === undefined) throw notFound('key');
      return keyReply(revoked, Date.now());
    });

    const rotate = {
      operationId: 'rotateKey',
      summary: 'Gives a key another secret; the one before goes on for a while.',
      tags: ['keys'],
      description:
        'Id, name, scopes and expiry stay. A secret that went on from a rotation before ends at once. 409 `keyOver` for a key ' +
        'that has expired or was revoked.',
      params: keyParams,
      body: rotateBody,
      response: {
        200: jsonReply('The key, with its new secret.', keyWithSecretSchema),
        ...readProblems,
        ...bodyProblems,
        ...overProblem,
      },
    };
    app.post(
      '/keys/:keyId/rotate',
      { schema: rotate },
      async ({ params, body, principal: { tenantId } }, reply) => {
        const nowMs = Date.now();
        const key = await find(tenantId, params.keyId);
        if (statusOf(key, nowMs) !== 'active') throw keyOver();
        const { secret, prefix, sha256 } = makeKey();
        const until = new Date(nowMs + body.overlapSeconds * 1000);
        const rotated = await journal.rotateApiKey(tenantId, key.keyId, { prefix, sha256, until });
        if (rotated === undefined) throw keyOver();
        reply.header('cache-control', 'no-store');
        return { ...keyReply(rotated, nowMs), secret };
      },
    );
  };

const keyOver = (): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'keyOver',
    title: 'The key has expired or was revoked',
    detail: 'Make another one: POST /v1/keys.',
  });

/** A day counts to its end, as in an entry of API_KEYS. */
function endOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  return new Date(text.includes('T') ? text : `${text}T24:00:00Z`);
}
