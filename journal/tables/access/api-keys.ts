/** Keys by which callers are known. */
import { defined } from '../../../objects/defined.ts';
import type { ApiKeyRow, ApiKeys } from '../../rows/api-key.ts';
import type { SqlClient } from '../../sql/sql.ts';

interface Row {
  readonly key_id: string;
  readonly tenant_id: string;
  readonly name: string;
  readonly scopes: string;
  readonly prefix: string;
  readonly sha256: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
  readonly replaced_prefix: string | null;
  readonly replaced_sha256: string | null;
  readonly replaced_until: Date | null;
}

const CREATE = `
  insert into api_keys (key_id, tenant_id, name, scopes, prefix, sha256, created_by, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8) returning *`;

const REVOKE = `
  update api_keys set revoked_at = coalesce(revoked_at, $3)
  where tenant_id = $1 and key_id = $2 returning *`;

const ROTATE = `
  update api_keys set prefix = $3, sha256 = $4,
    replaced_prefix = prefix, replaced_sha256 = sha256, replaced_until = $5
  where tenant_id = $1 and key_id = $2 and revoked_at is null returning *`;

/** Each half follows an index of its own. */
const FIND = `
  select * from api_keys where sha256 = $1
  union all select * from api_keys where replaced_sha256 = $1 limit 1`;

const LIST = `
  select * from api_keys where tenant_id = $1 and ($3::text is null or key_id < $3)
  order by key_id desc limit $2`;

export function createApiKeys(client: SqlClient): ApiKeys {
  const first = (rows: readonly Row[]): ApiKeyRow | undefined => rows[0] && rowOf(rows[0]);
  return {
    async createApiKey(key) {
      const rows = await client.query<Row>(CREATE, [
        key.keyId,
        key.tenantId,
        key.name,
        key.scopes.join(','),
        key.prefix,
        key.sha256,
        key.createdBy,
        key.expiresAt?.toISOString() ?? null,
      ]);
      return first(rows) ?? { ...key, createdAt: new Date() };
    },

    findApiKey: async (sha256) => first(await client.queryRepeatable<Row>(FIND, [sha256])),

    readApiKey: async (tenantId, keyId) =>
      first(
        await client.queryRepeatable<Row>('select * from api_keys where tenant_id = $1 and key_id = $2', [
          tenantId,
          keyId,
        ]),
      ),

    listApiKeys: async (tenantId, limit, cursor) =>
      (await client.queryRepeatable<Row>(LIST, [tenantId, limit, cursor ?? null])).map(rowOf),

    revokeApiKey: async (tenantId, keyId, at) =>
      first(await client.queryRepeatable<Row>(REVOKE, [tenantId, keyId, at.toISOString()])),

    // Made twice, it would forget the secret that goes on: an attempt whose fate is unknown is not repeated.
    rotateApiKey: async (tenantId, keyId, { prefix, sha256, until }) =>
      first(await client.query<Row>(ROTATE, [tenantId, keyId, prefix, sha256, until.toISOString()])),

    async noteApiKeyUse(keyId, at) {
      await client.queryRepeatable('update api_keys set last_used_at = $2 where key_id = $1', [
        keyId,
        at.toISOString(),
      ]);
    },

    async hasApiKeys() {
      const rows = await client.queryRepeatable<{ key_id: string }>(
        'select key_id from api_keys limit 1',
        [],
      );
      return rows.length > 0;
    },
  };
}

const rowOf = (row: Row): ApiKeyRow => ({
  keyId: row.key_id,
  tenantId: row.tenant_id,
  name: row.name,
  scopes: row.scopes.split(','),
  prefix: row.prefix,
  sha256: row.sha256,
  createdBy: row.created_by,
  createdAt: row.created_at,
  ...defined({
    expiresAt: row.expires_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
    replaced: replacedOf(row),
  }),
});

const replacedOf = ({ replaced_prefix: prefix, replaced_sha256: sha256, replaced_until: until }: Row) =>
  prefix === null || sha256 === null || until === null ? undefined : { prefix, sha256, until };
