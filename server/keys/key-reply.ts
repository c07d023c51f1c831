import type { z } from 'zod';
import type { ApiKeyRow } from '../../journal/rows/api-key.ts';
import { defined } from '../../objects/defined.ts';
import { SCOPES } from '../access/scopes.ts';
import type { keySchema } from './key-schema.ts';

type KeyReply = z.output<typeof keySchema>;

export function keyReply(key: ApiKeyRow, nowMs: number): KeyReply {
  const { keyId, tenantId, name, scopes, prefix, createdAt, createdBy, replaced } = key;
  const goesOn = replaced !== undefined && replaced.until.getTime() > nowMs;
  return {
    keyId,
    tenantId,
    name,
    scopes: SCOPES.filter((scope) => scopes.includes(scope)),
    prefix,
    status: statusOf(key, nowMs),
    createdAt: createdAt.toISOString(),
    createdBy,
    ...defined({
      expiresAt: key.expiresAt?.toISOString(),
      revokedAt: key.revokedAt?.toISOString(),
      lastUsedAt: key.lastUsedAt?.toISOString(),
      replaced: goesOn ? { prefix: replaced.prefix, until: replaced.until.toISOString() } : undefined,
    }),
  };
}

export function statusOf({ revokedAt, expiresAt }: ApiKeyRow, nowMs: number): KeyReply['status'] {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt.getTime() <= nowMs ? 'expired' : 'active';
}
