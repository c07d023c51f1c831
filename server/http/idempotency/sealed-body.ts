/**
 * What the journal keeps under a key: the digest of the key, and the answer sealed by the key itself. Who
 * reads the journal learns no secret that an answer shows, and the caller gets it byte for byte.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

export interface SealedFor {
  readonly tenantId: string;
  /** The caller's own words; they are kept nowhere. */
  readonly key: string;
  readonly fingerprint: string;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Bodies are JSON: none begins like that. */
const PREFIX = 'sealed.';

/** The same is made in SQL of the keys of an older release. */
export const digestOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

export function sealBody(body: string, sealedFor: SealedFor): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(sealedFor), nonce);
  cipher.setAAD(Buffer.from(sealedFor.fingerprint));
  const sealed = [cipher.update(body, 'utf8'), cipher.final()];
  return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64url');
}

/** `undefined`: it was sealed for somebody else, or is damaged. What an older release kept is as it was. */
export function openBody(kept: string, sealedFor: SealedFor): string | undefined {
  if (!kept.startsWith(PREFIX)) return kept;
  const bytes = Buffer.from(kept.slice(PREFIX.length), 'base64url');
  try {
    const decipher = createDecipheriv(CIPHER, sealingKey(sealedFor), bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(sealedFor.fingerprint));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const opened = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch {
    return undefined;
  }
}

const sealingKey = ({ tenantId, key }: SealedFor): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, tenantId, 'goalkeeper kept answer', KEY_BYTES));
