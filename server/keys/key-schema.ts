/** A key as replies show it: never its secret, but for once. */
import { z } from 'zod';
import { SCOPES } from '../access/scopes.ts';
import { listOf } from '../http/list-of.ts';

const key = {
  keyId: z.string(),
  tenantId: z.string(),
  name: z.string(),
  scopes: listOf(z.enum(SCOPES)).describe('Each holds those before it: read, write, admin.'),
  prefix: z.string().describe('How the secret begins.'),
  status: z.enum(['active', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  createdBy: z.string().describe('The key of whoever made it.'),
  expiresAt: z.iso.datetime().describe('Absent: it does not end.').exactOptional(),
  revokedAt: z.iso.datetime().exactOptional(),
  lastUsedAt: z.iso.datetime().describe('To the minute; absent: never.').exactOptional(),
  replaced: z
    .strictObject({ prefix: z.string(), until: z.iso.datetime() })
    .describe('The secret before the last rotation, which is taken until then.')
    .exactOptional(),
};

export const keySchema = z.strictObject(key).meta({ id: 'Key' });

export const keyWithSecretSchema = z
  .strictObject({ ...key, secret: z.string().describe('Shown this once; only its hash is kept.') })
  .meta({ id: 'KeyWithSecret' });

export const keyListSchema = z.strictObject({ keys: listOf(keySchema), nextCursor: z.string().nullable() });
