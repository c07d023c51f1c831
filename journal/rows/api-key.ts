/** Keys by which callers are known; of the secret itself only its hash is kept. */

export interface NewApiKey {
  readonly keyId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly prefix: string;
  readonly sha256: string;
  /** The key of whoever made it. */
  readonly createdBy: string;
  /** Absent: it does not end. */
  readonly expiresAt?: Date;
}

export interface ApiKeyRow extends NewApiKey {
  readonly createdAt: Date;
  readonly revokedAt?: Date;
  /** It is noted now and then, not at each use. */
  readonly lastUsedAt?: Date;
  /** The secret that the key had before it was rotated, and how long that one goes on. */
  readonly replaced?: { readonly prefix: string; readonly sha256: string; readonly until: Date };
}

/** A secret in the place of the one before, which goes on for a while. */
export interface ApiKeyRotation {
  readonly prefix: string;
  readonly sha256: string;
  readonly until: Date;
}

/** The part of the journal that keeps keys. */
export interface ApiKeys {
  createApiKey(key: NewApiKey): Promise<ApiKeyRow>;
  /** The key with this secret, or with this one before it was rotated; also one that is over. */
  findApiKey(sha256: string): Promise<ApiKeyRow | undefined>;
  readApiKey(tenantId: string, keyId: string): Promise<ApiKeyRow | undefined>;
  /** Newest first. `cursor` is the last key's id of the page before. */
  listApiKeys(tenantId: string, limit: number, cursor?: string): Promise<ApiKeyRow[]>;
  /** A key that was revoked before keeps its time. */
  revokeApiKey(tenantId: string, keyId: string, at: Date): Promise<ApiKeyRow | undefined>;
  /** `undefined`: there is no such key, or it was revoked. */
  rotateApiKey(tenantId: string, keyId: string, rotation: ApiKeyRotation): Promise<ApiKeyRow | undefined>;
  noteApiKeyUse(keyId: string, at: Date): Promise<void>;
  /** Whether any key was ever made, of whatever tenant. */
  hasApiKeys(): Promise<boolean>;
}
