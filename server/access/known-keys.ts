/** Says whose key a token is: one that the settings name, or one that the journal keeps. */
import type { ApiKeyRow, ApiKeys } from '../../journal/rows/api-key.ts';
import { isWholeKey, sha256Of } from './api-key.ts';
import { type ConfiguredKey, configuredKeyId } from './configured-keys.ts';
import type { Authentication, CredentialProblem } from './credential.ts';
import type { Principal } from './principal.ts';
import type { Bearer } from './refused-bearer.ts';
import { SCOPES } from './scopes.ts';

/** When a key was last used is noted so often at most. */
const NOTE_EVERY_MS = 60_000;

/**
 * A key is found by its hash alone, which nobody can steer: how long the search takes says nothing of how
 * much of a key was right.
 */
export function createKnownKeys(
  journal: Pick<ApiKeys, 'findApiKey' | 'noteApiKeyUse'>,
  configured: readonly ConfiguredKey[],
  nowMs: () => number = Date.now,
): (token: string) => Promise<Authentication> {
  const bySha256 = new Map(configured.map((key) => [key.sha256, key]));
  const noteUse = useNotes(journal);
  return async (token) => {
    if (!isWholeKey(token)) return { ok: false, problem: 'keyMalformed' };
    const sha256 = sha256Of(token);
    const now = nowMs();
    const named = bySha256.get(sha256);
    if (named !== undefined) {
      const principal = ofConfigured(named);
      return isOver(named.expiresAt, now) ? over('keyExpired', principal) : known(principal);
    }
    const kept = await journal.findApiKey(sha256);
    if (kept === undefined) return { ok: false, problem: 'keyUnknown' };
    if (kept.revokedAt !== undefined) return over('keyUnknown', kept);
    if (isOver(endOfSecret(kept, sha256), now)) return over('keyExpired', kept);
    noteUse(kept.keyId, now);
    return known(ofKept(kept));
  };
}

const over = (problem: CredentialProblem, { tenantId, keyId }: Bearer): Authentication => ({
  ok: false,
  problem,
  bearer: { tenantId, keyId },
});

const known = (principal: Principal): Authentication => ({ ok: true, principal });

const isOver = (end: Date | undefined, nowMs: number): boolean => end !== undefined && end.getTime() <= nowMs;

/** The secret before a rotation ends with its overlap, and never later than its key. */
function endOfSecret({ replaced, expiresAt }: ApiKeyRow, sha256: string): Date | undefined {
  if (replaced?.sha256 !== sha256) return expiresAt;
  return expiresAt !== undefined && expiresAt < replaced.until ? expiresAt : replaced.until;
}

const ofConfigured = (key: ConfiguredKey): Principal => ({
  tenantId: key.tenantId,
  keyId: configuredKeyId(key),
  scopes: key.scopes,
});

const ofKept = ({ tenantId, keyId, scopes }: ApiKeyRow): Principal => ({
  tenantId,
  keyId,
  scopes: SCOPES.filter((scope) => scopes.includes(scope)),
});

/** Notes a use beside its request: nothing waits for it, and the next one makes up for a failure. */
function useNotes(journal: Pick<ApiKeys, 'noteApiKeyUse'>): (keyId: string, nowMs: number) => void {
  const notedAtMs = new Map<string, number>();
  return (keyId, nowMs) => {
    if (nowMs - (notedAtMs.get(keyId) ?? Number.NEGATIVE_INFINITY) < NOTE_EVERY_MS) return;
    notedAtMs.set(keyId, nowMs);
    journal.noteApiKeyUse(keyId, new Date(nowMs)).catch(() => notedAtMs.delete(keyId));
  };
}
